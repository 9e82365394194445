#include "simulator/device/bluetooth/channel_end.h"

#include <thread>

namespace tappay::simulator::device {

namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t kIn = 0x00, kCompare = 0x01, kRefused = 0x02;
constexpr auto kBetweenLooks = 10ms;

}  // namespace

Result<std::unique_ptr<ChannelEnd>> ChannelEnd::make(PivCard& card, KnownPhones phones) {
    if (card.identity().signing.kind() != KeyKind::P256)
        return fail(FailureCode::NotConfigured, "Bluetooth needs a device with a P-256 key");
    TAPPAY_TRY(pem, card.identity().signing.toPem());
    TAPPAY_TRY(key, crypto::EcPrivateKey::fromPem(pem));
    return std::unique_ptr<ChannelEnd>(new ChannelEnd(card, std::move(key), std::move(phones)));
}

void ChannelEnd::reset() {
    m_handshake.reset();
    m_records.reset();
    m_letIn = false;
    m_card.endSession();
}

ChannelEnd::Answer ChannelEnd::answer(ByteView message, const std::atomic<bool>& abandoned) {
    if (m_records) return record(message, abandoned);
    return m_handshake ? reply(message) : hello(message);
}

ChannelEnd::Answer ChannelEnd::hello(ByteView message) {
    auto handshake =
        protocol::DeviceHandshake::begin(m_key, {m_card.identity().signingCertificate});
    if (!handshake) return {};
    m_handshake.emplace(std::move(*handshake));
    auto proof = m_handshake->answer(message);
    if (!proof) return {};
    return {Ending::Answer, std::move(*proof)};
}

ChannelEnd::Answer ChannelEnd::reply(ByteView message) {
    const auto phone = m_handshake->finish(message);
    if (!phone) return {};
    m_phone = phone->point;
    m_records.emplace(m_handshake->takeRecords());
    m_letIn = m_phones.knows(m_phone);
    return seal(Bytes{m_letIn ? kIn : kCompare});
}

ChannelEnd::Answer ChannelEnd::record(ByteView message, const std::atomic<bool>& abandoned) {
    const auto opened = m_records->open(message);
    if (!opened) return {};
    if (*opened == Bytes{kCompare}) {
        m_letIn = compareCodes(abandoned) && m_phones.add(m_phone);
        return seal(Bytes{m_letIn ? kIn : kRefused});
    }
    if (!m_letIn) return {};
    const auto response = m_card.process(*opened);
    if (!response) return {Ending::Gone, {}};
    return seal(*response);
}

ChannelEnd::Answer ChannelEnd::seal(ByteView message) {
    auto sealed = m_records->seal(message);
    if (!sealed) return {};
    return {Ending::Answer, std::move(*sealed)};
}

bool ChannelEnd::compareCodes(const std::atomic<bool>& abandoned) {
    m_card.show("Pairing code " + m_handshake->pairingCode());
    m_waits = true;
    auto pressed = m_card.script().button;
    while (pressed == Script::Button::Nothing && !abandoned) {
        std::this_thread::sleep_for(kBetweenLooks);
        pressed = m_card.script().button;
    }
    m_waits = false;
    m_card.show({});
    return pressed == Script::Button::Confirm && !abandoned;
}

}  // namespace tappay::simulator::device
