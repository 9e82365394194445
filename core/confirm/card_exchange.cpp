#include "confirm/card_exchange.h"

#include "base/secret.h"

namespace tappay::confirm {

namespace {

constexpr std::uint8_t kChaining = 0x10, kGetResponse = 0xC0;
constexpr std::uint16_t kOk = 0x9000, kChainingUnsupported = 0x6884;
constexpr std::size_t kMostData = 255, kLongestAnswer = 16 * 1024;

bool moreWaits(std::uint16_t sw) {
    return sw >> 8 == 0x61;
}

Failure ofDevice(Failure failure) {
    switch (failure.code) {
        case FailureCode::CardRemoved:
        case FailureCode::CardChanged:
        case FailureCode::ReaderMissing:
            failure.code = FailureCode::DeviceRemoved;
            break;
        case FailureCode::CardUnresponsive:
            failure.code = FailureCode::DeviceTimeout;
            break;
        default:
            break;
    }
    return failure;
}

}  // namespace

Result<apdu::Response> CardExchange::send(apdu::Command command) {
    Bytes data = std::move(command.data);
    ByteView rest = data;
    const auto sent = [&]() -> Result<apdu::Response> {
        TAPPAY_TRY(sw, sendParts(rest, command));
        if (sw != kOk) return apdu::Response{{}, sw};
        command.data.assign(rest.begin(), rest.end());
        TAPPAY_TRY(response, transmit(command));
        TAPPAY_CHECK(fetchRest(response));
        return response;
    }();
    wipe(command.data);
    wipe(data);
    return sent;
}

Result<std::uint16_t> CardExchange::sendParts(ByteView& rest, const apdu::Command& command) {
    auto part = command;
    part.cla |= kChaining;
    part.le.reset();
    while (rest.size() > kMostData) {
        part.data.assign(rest.begin(), rest.begin() + kMostData);
        rest = rest.subspan(kMostData);
        TAPPAY_TRY(response, transmit(part));
        if (response.sw == kChainingUnsupported)
            return fail(FailureCode::DeviceUnsupported, "no command chaining");
        if (!response.ok()) return response.sw;
    }
    return kOk;
}

Result<void> CardExchange::fetchRest(apdu::Response& response) {
    while (moreWaits(response.sw)) {
        apdu::Command more{0x00, kGetResponse, 0x00, 0x00, {}, response.sw & 0xFF};
        TAPPAY_TRY(piece, transmit(more));
        if (piece.data.empty() || response.data.size() + piece.data.size() > kLongestAnswer)
            return fail(FailureCode::CardDataMalformed, "answer without end");
        append(response.data, piece.data);
        response.sw = piece.sw;
    }
    return {};
}

Result<apdu::Response> CardExchange::transmit(const apdu::Command& command) {
    auto response = m_card.transmit(command);
    if (!response) return std::unexpected(ofDevice(std::move(response).error()));
    return response;
}

}  // namespace tappay::confirm
