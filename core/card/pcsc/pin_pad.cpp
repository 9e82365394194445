#include "card/pcsc/pin_pad.h"

#include <reader.h>

#include <array>
#include <cstring>
#include <utility>

namespace tappay::card {
namespace {

constexpr std::size_t kFeatureLength = 6;  // tag, length 04, control code

// Words of the reader itself, in the place of the card's.
constexpr std::uint16_t kNobodyEntered = 0x6400;
constexpr std::uint16_t kCancelKey = 0x6401;

// Results have two octets; some drivers want room for more.
constexpr std::size_t kRoom = 258;

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

Bytes plaintextPinRequest() {
    const Bytes command = apdu::verifyPlaintextPin(*fromHex("20FFFFFFFFFFFFFF")).encode();
    PIN_VERIFY_STRUCTURE request{};
    request.bTimerOut = 60;
    request.bTimerOut2 = 30;
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

std::unique_ptr<PcscPinPad> PcscPinPad::of(SCARDHANDLE card, std::function<Failure(long)> explain) {
    std::array<std::uint8_t, kRoom> features{};
    DWORD length = 0;
    if (SCardControl(card, CM_IOCTL_GET_FEATURE_REQUEST, nullptr, 0, features.data(),
                     features.size(), &length) != SCARD_S_SUCCESS)
        return nullptr;
    const auto verify = controlCodeOf(FEATURE_VERIFY_PIN_DIRECT, ByteView(features).first(length));
    if (!verify) return nullptr;
    return std::unique_ptr<PcscPinPad>(new PcscPinPad(card, *verify, std::move(explain)));
}

PcscPinPad::PcscPinPad(SCARDHANDLE card, DWORD verify, std::function<Failure(long)> explain)
    : m_card(card), m_verify(verify), m_explain(std::move(explain)) {}

Result<apdu::Response> PcscPinPad::verifyPlaintextPin(const std::stop_token& stop) {
    if (stop.stop_requested()) return fail(FailureCode::Cancelled);
    const Bytes request = plaintextPinRequest();
    std::array<std::uint8_t, kRoom> answer{};
    DWORD length = 0;
    const auto code = SCardControl(m_card, m_verify, request.data(), request.size(), answer.data(),
                                   answer.size(), &length);
    if (code != SCARD_S_SUCCESS) return std::unexpected(m_explain(code));
    TAPPAY_TRY(response, apdu::parseResponse(ByteView(answer).first(length)));
    if (response.sw == kNobodyEntered) return fail(FailureCode::PinTimeout, "on the reader");
    if (response.sw == kCancelKey) return fail(FailureCode::Cancelled, "on the reader");
    return response;
}

}  // namespace tappay::card
