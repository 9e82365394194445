// IFD Handler 3.0, the interface between the PC/SC service and a reader's driver
// ("MUSCLE PC/SC IFD Driver Developer Kit"; ifdhandler.h of pcsc-lite).

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "simulator/ifd/pin_entry.h"
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
using tappay::simulator::ifd::commandWith;
using tappay::simulator::ifd::Exchange;
using tappay::simulator::ifd::parsePinEntry;
using tappay::simulator::ifd::Slot;
using tappay::simulator::wire::KeysResult;
using tappay::simulator::wire::Kind;

constexpr std::size_t kReaders = 16;  // what the service itself can hold
constexpr milliseconds kPowerTime(5'000);
// A silent card holds up its reader, so a reader gives up on it, as the waiting-time rules of
// ISO/IEC 7816-3 make real ones do.
constexpr milliseconds kCommandTime(60'000);
// The keys know their own time limit; this is for the way there and back.
constexpr milliseconds kSpareTime(2'000);

// Behind the socket in the name of a reader that has keys.
constexpr std::string_view kWithPinPad = ":pin-pad";

// A control code is this reader's own choice.
constexpr DWORD kVerifyPin = SCARD_CTL_CODE(2060);

// Words of the reader in the place of the card's (PC/SC part 10, 2.5.2).
constexpr std::uint16_t kNobodyEntered = 0x6400, kCancelKey = 0x6401, kWrongLength = 0x6403,
                        kUnknownFormat = 0x6B80;

struct Reader {
    Slot slot;
    std::vector<std::uint8_t> atr;
    bool pinPad = false;
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

RESPONSECODE give(PDWORD length, PUCHAR value, std::uint16_t word) {
    const std::uint8_t octets[] = {static_cast<std::uint8_t>(word >> 8),
                                   static_cast<std::uint8_t>(word)};
    return give(length, value, octets, sizeof(octets));
}

// Tag, length 04 and control code, highest octet first (PC/SC part 10, 2.2).
RESPONSECODE giveFeatures(PDWORD length, PUCHAR value) {
    const std::uint8_t list[] = {FEATURE_VERIFY_PIN_DIRECT,
                                 4,
                                 static_cast<std::uint8_t>(kVerifyPin >> 24),
                                 static_cast<std::uint8_t>(kVerifyPin >> 16),
                                 static_cast<std::uint8_t>(kVerifyPin >> 8),
                                 static_cast<std::uint8_t>(kVerifyPin)};
    return give(length, value, list, sizeof(list));
}

// The person's fingers are where the card is: there the digits come from.
RESPONSECODE verifyPin(Reader& reader, std::span<const std::uint8_t> structure, PUCHAR value,
                       PDWORD length) {
    const auto entry = parsePinEntry(structure);
    if (!entry) return give(length, value, kUnknownFormat);
    const auto seconds = static_cast<std::uint8_t>(entry->timeout.count());
    std::vector<std::uint8_t> keys;
    switch (reader.slot.ask(Kind::KeysWanted, {&seconds, 1}, Kind::Keys, keys,
                            entry->timeout + kSpareTime)) {
        case Exchange::NoCard:
            return IFD_ICC_NOT_PRESENT;
        case Exchange::Timeout:
            return give(length, value, kNobodyEntered);
        case Exchange::Done:
            break;
    }
    const auto pressed = keys.empty() ? KeysResult::Nothing : static_cast<KeysResult>(keys[0]);
    if (pressed == KeysResult::Nothing) return give(length, value, kNobodyEntered);
    if (pressed == KeysResult::Cancelled) return give(length, value, kCancelKey);
    const std::string_view digits(reinterpret_cast<const char*>(keys.data()) + 1, keys.size() - 1);
    if (digits.size() < entry->minimum || digits.size() > entry->maximum)
        return give(length, value, kWrongLength);
    const auto command = commandWith(*entry, digits);
    if (!command) return give(length, value, kWrongLength);
    std::vector<std::uint8_t> answer;
    if (reader.slot.ask(Kind::Command, *command, Kind::Response, answer, kCommandTime) !=
        Exchange::Done)
        return IFD_ICC_NOT_PRESENT;
    return give(length, value, answer.data(), answer.size());
}

RESPONSECODE giveByte(PDWORD length, PUCHAR value, UCHAR byte) {
    return give(length, value, &byte, 1);
}

}  // namespace

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR deviceName) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    std::string_view socket(deviceName);
    reader->pinPad = socket.ends_with(kWithPinPad);
    if (reader->pinPad) socket.remove_suffix(kWithPinPad.size());
    return reader->slot.open(std::string(socket)) ? IFD_SUCCESS : IFD_COMMUNICATION_ERROR;
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

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR request, DWORD requestLength, PUCHAR answer,
                         DWORD room, LPDWORD returned) {
    DWORD length = room;
    if (returned) *returned = 0;
    auto* reader = readerOf(lun);
    if (!reader || !returned || !reader->pinPad) return IFD_ERROR_NOT_SUPPORTED;
    RESPONSECODE result = IFD_ERROR_NOT_SUPPORTED;
    if (code == CM_IOCTL_GET_FEATURE_REQUEST) result = giveFeatures(&length, answer);
    if (code == kVerifyPin) result = verifyPin(*reader, {request, requestLength}, answer, &length);
    if (result == IFD_SUCCESS) *returned = length;
    return result;
}

RESPONSECODE IFDHICCPresence(DWORD lun) {
    auto* reader = readerOf(lun);
    if (!reader) return IFD_COMMUNICATION_ERROR;
    return reader->slot.cardPresent() ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}
