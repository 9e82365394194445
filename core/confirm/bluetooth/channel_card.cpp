#include "confirm/bluetooth/channel_card.h"

#include "crypto/random.h"

namespace tappay::confirm {

namespace {

// What a side says in the first records: docs/device-protocol.md, "Being let in".
constexpr std::uint8_t kIn = 0x00, kCompare = 0x01, kRefused = 0x02;

// The rules of the channel are the device's to keep; what it is said to be is for people.
Failure ofDevice(Failure failure) {
    if (failure.code == FailureCode::InputMalformed) failure.code = FailureCode::CardDataMalformed;
    return failure;
}

template <typename T>
Result<T> ofDevice(Result<T> result) {
    if (!result) return std::unexpected(ofDevice(std::move(result).error()));
    return result;
}

}  // namespace

ChannelCard::ChannelCard(std::unique_ptr<FrameLink> link, const ExchangeTimes& times,
                         std::stop_token stop)
    : m_link(std::move(link)), m_exchange(*m_link, times), m_stop(std::move(stop)) {}

Result<std::unique_ptr<apdu::Card>> ChannelCard::open(std::unique_ptr<FrameLink> link,
                                                      const DeviceKeys& keys,
                                                      const Deadline& deadline,
                                                      const ExchangeTimes& times) {
    if (keys.pairing == nullptr) return fail(FailureCode::KeyUnavailable, "no key of this phone");
    auto card =
        std::unique_ptr<ChannelCard>(new ChannelCard(std::move(link), times, deadline.stop));
    if (auto met = card->shakeHands(keys, deadline); !met) {
        card->m_exchange.cancel();
        return std::unexpected(std::move(met).error());
    }
    return card;
}

Result<void> ChannelCard::shakeHands(const DeviceKeys& keys, const Deadline& deadline) {
    crypto::SystemRandom random;
    TAPPAY_TRY(handshake, protocol::PhoneHandshake::begin(*keys.pairing, random));
    TAPPAY_TRY(proof, m_exchange.ask(handshake.hello(), deadline));
    TAPPAY_TRY(reply, ofDevice(handshake.answer(proof, keys.trust)));
    TAPPAY_TRY(record, m_exchange.ask(reply, deadline));
    m_records = handshake.takeRecords();
    TAPPAY_TRY(word, openRecord(record));
    if (word != Bytes{kIn} && word != Bytes{kCompare})
        return fail(FailureCode::CardDataMalformed, "first record of the device");
    // Without a registered certificate anybody's device may stand between this phone and the one
    // that its owner means: then the owner compares, whatever the device says.
    if (word == Bytes{kIn} && keys.trust.registered) return {};
    return compareCodes(keys, handshake.pairingCode(), deadline);
}

Result<void> ChannelCard::compareCodes(const DeviceKeys& keys, const std::string& code,
                                       const Deadline& deadline) {
    TAPPAY_TRY(question, m_records->seal(Bytes{kCompare}));
    TAPPAY_CHECK(m_exchange.send(question, deadline));
    if (!keys.sameCode || !keys.sameCode(code))
        return fail(FailureCode::Cancelled, "the codes were not found to be the same");
    TAPPAY_TRY(record, m_exchange.receive(deadline));
    TAPPAY_TRY(word, openRecord(record));
    if (word == Bytes{kRefused}) return fail(FailureCode::DeviceRefused, "not let in");
    if (word != Bytes{kIn}) return fail(FailureCode::CardDataMalformed, "record of the device");
    return {};
}

Result<Bytes> ChannelCard::openRecord(ByteView record) {
    auto opened = ofDevice(m_records->open(record));
    if (!opened) m_exchange.cancel();
    return opened;
}

Result<apdu::Response> ChannelCard::transmit(const apdu::Command& command) {
    if (m_records->closed()) return fail(FailureCode::DeviceRemoved, "the channel is closed");
    auto octets = command.encode();
    const auto record = m_records->seal(octets);
    wipe(octets);
    if (!record) return std::unexpected(ofDevice(record.error()));
    TAPPAY_TRY(answer, m_exchange.ask(*record, Deadline{.stop = m_stop}));
    TAPPAY_TRY(response, openRecord(answer));
    auto parsed = ofDevice(apdu::parseResponse(response));
    wipe(response);
    return parsed;
}

}  // namespace tappay::confirm
