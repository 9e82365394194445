// IFD Handler 3.0, the interface between the PC/SC service and a reader's driver
// ("MUSCLE PC/SC IFD Driver Developer Kit"; ifdhandler.h of pcsc-lite).

#include <algorithm>
#include <array>
#include <cstring>

#include "simulator/ifd/slot.h"

// The service looks these functions up by their C names; the header is C and says nothing of it.
#pragma GCC visibility push(default)
extern "C" {
#include <ifdhandler.h>
#include <reader.h>
}
#pragma GCC visibility pop

namespace {

using std::chrono::milliseconds;
using tappay::simulator::ifd::Exchange;
using tappay::simulator::ifd::Slot;
using tappay::simulator::wire::Kind;

constexpr std::size_t kReaders = 16;  // what the service itself can hold
constexpr milliseconds kPowerTime(5'000);
// A silent card holds up its reader, so a reader gives up on it, as the waiting-time rules of
// ISO/IEC 7816-3 make real ones do.
constexpr milliseconds kCommandTime(60'000);

struct Reader {
    Slot slot;
    std::vector<std::uint8_t> atr;
};

std::array<Reader, kReaders> readers;

// The upper half of a logical unit number is the reader, the lower half its slot (always 0 here).
Reader* readerOf(DWORD lun) {
    const auto index = lun >> 16;
    return index < kReaders && (lun & 0xFFFF) == 0 ? &readers[index] : nullptr;
}

RESPONSECODE watch(DWORD lun, int timeout) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    reader->slot.watch(milliseconds(timeout));
    return IFD_SUCCESS;
}

RESPONSECODE wake(DWORD lun) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    reader->slot.wake();
    return IFD_SUCCESS;
}

RESPONSECODE give(PDWORD length, PUCHAR value, const void* from, std::size_t size) {
    if (*length < size) return IFD_ERROR_INSUFFICIENT_BUFFER;
    std::memcpy(value, from, size);
    *length = size;
    return IFD_SUCCESS;
}

RESPONSECODE giveByte(PDWORD length, PUCHAR value, UCHAR byte) {
    return give(length, value, &byte, 1);
}

}  // namespace

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR deviceName) {
    auto* reader = readerOf(lun);
    return reader && reader->slot.open(deviceName) ? IFD_SUCCESS : IFD_COMMUNICATION_ERROR;
}

RESPONSECODE IFDHCreateChannel(DWORD, DWORD) {
    return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHCloseChannel(DWORD lun) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    reader->slot.close();
    return IFD_SUCCESS;
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    using Watch = RESPONSECODE (*)(DWORD, int);
    using Wake = RESPONSECODE (*)(DWORD);
    const Watch watchFunction = watch;
    const Wake wakeFunction = wake;
    switch (tag) {
        case TAG_IFD_ATR:
        case SCARD_ATTR_ATR_STRING:
            return give(length, value, reader->atr.data(), reader->atr.size());
        case TAG_IFD_SIMULTANEOUS_ACCESS:
            return giveByte(length, value, kReaders);
        case TAG_IFD_THREAD_SAFE:
            return giveByte(length, value, 1);
        case TAG_IFD_SLOTS_NUMBER:
            return giveByte(length, value, 1);
        case TAG_IFD_SLOT_THREAD_SAFE:
            return giveByte(length, value, 0);
        case TAG_IFD_POLLING_THREAD_KILLABLE:
            return giveByte(length, value, 0);
        case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT:
            return give(length, value, &watchFunction, sizeof(watchFunction));
        case TAG_IFD_STOP_POLLING_THREAD:
            return give(length, value, &wakeFunction, sizeof(wakeFunction));
        case SCARD_ATTR_ICC_PRESENCE:
            return giveByte(length, value, reader->slot.cardPresent() ? 2 : 0);
        case SCARD_ATTR_VENDOR_NAME:
            return give(length, value, "Tap & Pay", 10);
        default:
            return IFD_ERROR_TAG;
    }
}

RESPONSECODE IFDHSetCapabilities(DWORD, DWORD, DWORD, PUCHAR) {
    return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHSetProtocolParameters(DWORD, DWORD protocol, UCHAR, UCHAR, UCHAR, UCHAR) {
    return protocol == SCARD_PROTOCOL_T0 || protocol == SCARD_PROTOCOL_T1
               ? IFD_SUCCESS
               : IFD_PROTOCOL_NOT_SUPPORTED;
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD atrLength) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    *atrLength = 0;
    reader->atr.clear();
    if (action == IFD_POWER_DOWN) {
        reader->slot.tell(Kind::PowerOff);
        return IFD_SUCCESS;
    }
    if (action != IFD_POWER_UP && action != IFD_RESET) return IFD_NOT_SUPPORTED;
    const auto kind = action == IFD_RESET ? Kind::WarmReset : Kind::PowerOn;
    const auto result = reader->slot.ask(kind, {}, Kind::Atr, reader->atr, kPowerTime);
    if (result != Exchange::Done || reader->atr.empty() || reader->atr.size() > MAX_ATR_SIZE)
        return IFD_ERROR_POWER_ACTION;
    std::ranges::copy(reader->atr, atr);
    *atrLength = reader->atr.size();
    return IFD_SUCCESS;
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER, PUCHAR command, DWORD commandLength,
                               PUCHAR response, PDWORD responseLength, PSCARD_IO_HEADER header) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    const auto room = *responseLength;
    *responseLength = 0;
    if (header) header->Length = sizeof(SCARD_IO_HEADER);
    std::vector<std::uint8_t> answer;
    switch (reader->slot.ask(Kind::Command, {command, commandLength}, Kind::Response, answer,
                             kCommandTime)) {
        case Exchange::NoCard:
            return IFD_ICC_NOT_PRESENT;
        case Exchange::Timeout:
            return IFD_RESPONSE_TIMEOUT;
        case Exchange::Done:
            break;
    }
    if (answer.size() < 2) return IFD_COMMUNICATION_ERROR;
    if (answer.size() > room) return IFD_ERROR_INSUFFICIENT_BUFFER;
    std::ranges::copy(answer, response);
    *responseLength = answer.size();
    return IFD_SUCCESS;
}

RESPONSECODE IFDHControl(DWORD, DWORD, PUCHAR, DWORD, PUCHAR, DWORD, LPDWORD returned) {
    if (returned) *returned = 0;
    return IFD_ERROR_NOT_SUPPORTED;
}

RESPONSECODE IFDHICCPresence(DWORD lun) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    return reader->slot.cardPresent() ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}
