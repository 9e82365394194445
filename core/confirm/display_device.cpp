#include "confirm/display_device.h"

#include <algorithm>

#include "confirm/pause.h"
#include "protocol/confirmation_request.h"
#include "tlv/tlv.h"

namespace tappay::confirm {

namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t kClass = 0x80, kCapabilities = 0x50, kPropose = 0x52, kResult = 0x54,
                       kWithdraw = 0x56;
constexpr std::uint8_t kVersion = 0x01, kDisplayAndButton = 0x03;
constexpr std::uint16_t kWaiting = 0x9100, kRefused = 0x6985, kWithdrawn = 0x6401,
                        kUnknown = 0x6A88, kUnreadable = 0x6A80, kUsed = 0x6A89,
                        kPinWanted = 0x6982;
constexpr auto kBetweenQuestions = 200ms;

std::unexpected<Failure> broken(const apdu::Response& response, const char* during) {
    return fail(FailureCode::CardDataMalformed,
                std::string(during) + " " + std::to_string(response.sw));
}

Result<Bytes> identifierOf(ByteView request) {
    TAPPAY_TRY(read, protocol::decodeConfirmationRequest(request));
    std::erase(read.id, '-');
    return fromHex(read.id);
}

}  // namespace

Result<DisplayDevice> DisplayDevice::open(apdu::Card& card) {
    TAPPAY_TRY(piv, PivDevice::open(card));
    DisplayDevice device(card, std::move(piv));
    TAPPAY_TRY(response, device.m_exchange.send({kClass, kCapabilities, 0x00, 0x00, {}, 0}));
    const auto& data = response.data;
    if (!response.ok() || data.size() < 4 || data[0] != kVersion ||
        (data[1] & kDisplayAndButton) != kDisplayAndButton ||
        (data[2] << 8 | data[3]) < static_cast<int>(protocol::kLongestConfirmation))
        return fail(FailureCode::DeviceUnsupported, "no display for confirmations");
    return device;
}

Result<DeviceSignature> DisplayDevice::confirm(ByteView request, const SecretBytes& pin,
                                               ByteView registered, const Deadline& deadline,
                                               const std::function<void()>& onWaiting) {
    TAPPAY_TRY(id, identifierOf(request));
    TAPPAY_TRY(algorithm, m_piv.checkRegistered(registered));
    TAPPAY_CHECK(propose(request, pin));
    if (onWaiting) onWaiting();
    TAPPAY_TRY(answer, waitFor(id, deadline));
    TAPPAY_TRY(signature, signatureOf(algorithm, answer));
    return DeviceSignature{algorithm, std::move(signature),
                           Bytes(registered.begin(), registered.end())};
}

Result<void> DisplayDevice::propose(ByteView request, const SecretBytes& pin) {
    const apdu::Command command{kClass, kPropose, 0x00, 0x00, Bytes(request.begin(), request.end()),
                                {}};
    TAPPAY_TRY(response, m_exchange.send(command));
    // One that the device doesn't know yet needs the PIN.
    if (response.sw == kPinWanted) {
        TAPPAY_CHECK(m_piv.verifyPin(pin));
        TAPPAY_TRY(again, m_exchange.send(command));
        response = std::move(again);
    }
    switch (response.sw) {
        case 0x9000:
            return {};
        case kUnreadable:
            return fail(FailureCode::DeviceUnsupported, "the device can't read the request");
        case kUsed:
            return fail(FailureCode::KeyReused, "another request under this identifier");
        case kRefused:
            return fail(FailureCode::Busy, "the device shows another request");
        default:
            return broken(response, "PROPOSE");
    }
}

Result<Bytes> DisplayDevice::waitFor(ByteView id, const Deadline& deadline) {
    do {
        TAPPAY_TRY(answer, result(id));
        if (answer) return std::move(*answer);
    } while (pause(kBetweenQuestions, deadline));
    // Whether it worked or not: the request is not wanted any more.
    (void)m_exchange.send({kClass, kWithdraw, 0x00, 0x00, Bytes(id.begin(), id.end()), {}});
    return fail(deadline.cancelled() ? FailureCode::Cancelled : FailureCode::DeviceTimeout);
}

Result<std::optional<Bytes>> DisplayDevice::result(ByteView id) {
    TAPPAY_TRY(response,
               m_exchange.send({kClass, kResult, 0x00, 0x00, Bytes(id.begin(), id.end()), 0}));
    switch (response.sw) {
        case 0x9000: {
            TAPPAY_TRY(signature, tlv::parseTemplate(response.data, 0x82));
            return Bytes(signature.value.begin(), signature.value.end());
        }
        case kWaiting:
            return std::nullopt;
        case kRefused:
            return fail(FailureCode::DeviceRefused);
        case kWithdrawn:
            return fail(FailureCode::Cancelled, "withdrawn before");
        case kUnknown:  // it lost its power, and nobody had pressed
            return fail(FailureCode::DeviceRemoved, "the device has forgotten the request");
        default:
            return broken(response, "RESULT");
    }
}

}  // namespace tappay::confirm
