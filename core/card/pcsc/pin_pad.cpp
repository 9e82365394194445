#include "card/pcsc/pin_pad.h"

#include <reader.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

namespace tappay::card {
namespace {

constexpr std::size_t kFeatureLength = 6;  // tag, length 04, control code

// Words of the reader itself, in the place of the card's.
constexpr std::uint16_t kNobodyEntered = 0x6400;
constexpr std::uint16_t kCancelKey = 0x6401;

// Results have two octets; some drivers want room for more.
constexpr std::size_t kRoom = 258;

// A reader that is to end by itself may need that much longer.
constexpr std::chrono::seconds kSpareTime(3);

// The structure has one octet for it, and 0 means the reader's own.
std::uint8_t octetOf(std::chrono::seconds time) {
    return static_cast<std::uint8_t>(std::clamp<std::int64_t>(time.count(), 1, 255));
}

// What a reader says in the end, perhaps when nobody waits for it any more.
struct Entry {
    std::mutex mutex;
    std::condition_variable_any done;
    std::optional<long> code;
    Bytes answer;
};

void ask(std::shared_ptr<ExclusiveLink> link, DWORD verify, const Bytes& request, Entry& entry) {
    Bytes answer(kRoom);
    DWORD length = 0;
    const auto code = SCardControl(link->handle(), verify, request.data(), request.size(),
                                   answer.data(), answer.size(), &length);
    answer.resize(length);
    link.reset();  // before anybody goes on: the card is powered down when its owner says so
    const std::scoped_lock lock(entry.mutex);
    entry.code = code;
    entry.answer = std::move(answer);
    entry.done.notify_all();
}

}  // namespace

std::optional<DWORD> controlCodeOf(std::uint8_t feature, ByteView list) {
    for (; list.size() >= kFeatureLength && list[1] == kFeatureLength - 2;
         list = list.subspan(kFeatureLength)) {
        if (list[0] != feature) continue;
        DWORD code = 0;
        for (const std::uint8_t octet : list.subspan(2, kFeatureLength - 2))
            code = code << 8 | octet;
        return code;
    }
    return std::nullopt;
}

Bytes plaintextPinRequest(const PinPadTimes& times) {
    const Bytes command = apdu::verifyPlaintextPin(*fromHex("20FFFFFFFFFFFFFF")).encode();
    PIN_VERIFY_STRUCTURE request{};
    request.bTimerOut = octetOf(times.total);
    request.bTimerOut2 = octetOf(times.afterFirstKey);
    // Digits in packed BCD, left-justified, from the second octet of the data field on.
    request.bmFormatString = 0x89;
    request.bmPINBlockString = 0x47;   // a length of 4 bits; 7 octets are left for the digits
    request.bmPINLengthFormat = 0x04;  // the length stands at bit 4 of the data field
    request.wPINMaxExtraDigit = 0x040C;
    request.bEntryValidationCondition = 0x02;  // the confirmation key
    request.bNumberMessage = 0xFF;             // the reader's own words
    request.ulDataLength = static_cast<std::uint32_t>(command.size());
    Bytes octets(sizeof(request));
    std::memcpy(octets.data(), &request, sizeof(request));
    append(octets, command);
    return octets;
}

std::unique_ptr<PcscPinPad> PcscPinPad::of(const std::shared_ptr<ExclusiveLink>& link,
                                           const PinPadTimes& times,
                                           std::function<Failure(long)> explain) {
    std::array<std::uint8_t, kRoom> features{};
    DWORD length = 0;
    if (SCardControl(link->handle(), CM_IOCTL_GET_FEATURE_REQUEST, nullptr, 0, features.data(),
                     features.size(), &length) != SCARD_S_SUCCESS)
        return nullptr;
    const auto verify = controlCodeOf(FEATURE_VERIFY_PIN_DIRECT, ByteView(features).first(length));
    if (!verify) return nullptr;
    return std::unique_ptr<PcscPinPad>(new PcscPinPad(link, *verify, times, std::move(explain)));
}

PcscPinPad::PcscPinPad(const std::shared_ptr<ExclusiveLink>& link, DWORD verify,
                       const PinPadTimes& times, std::function<Failure(long)> explain)
    : m_link(link), m_verify(verify), m_times(times), m_explain(std::move(explain)) {}

Result<apdu::Response> PcscPinPad::verifyPlaintextPin(const std::stop_token& stop) {
    if (stop.stop_requested()) return fail(FailureCode::Cancelled);
    const auto entry = std::make_shared<Entry>();
    std::thread([link = m_link.lock(), verify = m_verify, request = plaintextPinRequest(m_times),
                 entry]() mutable {
        ask(std::move(link), verify, request, *entry);
    }).detach();
    std::unique_lock lock(entry->mutex);
    m_leftAlone = !entry->done.wait_for(lock, stop, m_times.total + kSpareTime,
                                        [&] { return entry->code.has_value(); });
    if (m_leftAlone && stop.stop_requested()) return fail(FailureCode::Cancelled);
    if (m_leftAlone) return fail(FailureCode::PinTimeout, "the reader does not end");
    if (*entry->code != SCARD_S_SUCCESS) return std::unexpected(m_explain(*entry->code));
    TAPPAY_TRY(response, apdu::parseResponse(entry->answer));
    if (response.sw == kNobodyEntered) return fail(FailureCode::PinTimeout, "on the reader");
    if (response.sw == kCancelKey) return fail(FailureCode::Cancelled, "on the reader");
    return response;
}

}  // namespace tappay::card
