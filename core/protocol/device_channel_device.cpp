#include "protocol/device_channel.h"
#include "protocol/device_channel_keys.h"

namespace tappay::protocol {

namespace {

std::unexpected<Failure> malformed(const char* what) {
    return fail(FailureCode::InputMalformed, what);
}

Bytes certificateList(const std::vector<Bytes>& chain) {
    Bytes list{static_cast<std::uint8_t>(chain.size())};
    for (const auto& der : chain) {
        append(list, Bytes{static_cast<std::uint8_t>(der.size() >> 8),
                           static_cast<std::uint8_t>(der.size())});
        append(list, der);
    }
    return list;
}

}  // namespace

Result<DeviceHandshake> DeviceHandshake::begin(const crypto::EcPrivateKey& key,
                                               std::vector<Bytes> chain) {
    TAPPAY_TRY(ephemeral, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    return DeviceHandshake(key, std::move(ephemeral), std::move(chain));
}

Result<Bytes> DeviceHandshake::answer(ByteView hello) {
    if (!m_hello.empty() || hello.size() != kHello || hello[0] != kChannelVersion)
        return malformed("hello of a phone");
    m_hello.assign(hello.begin(), hello.end());
    const auto& own = m_ephemeral.publicKey().point;
    const auto keys = DeviceKeys::agree(m_ephemeral, hello.subspan(1, kPoint), hello, own);
    if (!keys) return malformed("point of a phone");
    const auto list = certificateList(m_chain);
    TAPPAY_TRY(signature, m_key->signEcdsa(signedBy(ChannelSide::Device, keys->transcript)));
    TAPPAY_TRY(mac, keys->mac(ChannelSide::Device, keys->transcript, list));
    TAPPAY_TRY(sealed,
               keys->seal(ChannelSide::Device, keys->transcript, concat({signature, mac, list})));
    m_proof = concat({own, sealed});
    return m_proof;
}

Result<crypto::EcPublicKey> DeviceHandshake::finish(ByteView reply) {
    if (m_proof.empty() || m_records) return malformed("reply of a phone");
    const ByteView hello = m_hello;
    TAPPAY_TRY(keys, DeviceKeys::agree(m_ephemeral, hello.subspan(1, kPoint), hello,
                                       m_ephemeral.publicKey().point));
    const auto context = afterProof(keys, m_proof);
    const auto identity = keys.open(ChannelSide::Phone, context, reply);
    if (!identity || identity->size() != kPhoneNonce + kPoint + kChannelSignature + kChannelMac)
        return malformed("identity of a phone");
    const ByteView all = *identity;
    const auto nonce = all.first(kPhoneNonce), point = all.subspan(kPhoneNonce, kPoint);
    TAPPAY_TRY(mac, keys.mac(ChannelSide::Phone, context, point));
    if (!equalConstantTime(mac, all.last(kChannelMac)) ||
        !equalConstantTime(commitmentTo(nonce, point), hello.subspan(1 + kPoint)))
        return malformed("identity of a phone");
    const auto phone = pointAt(point);
    const auto verifier = crypto::EcVerifier::create(phone);
    if (!verifier || !verifier->verifyEcdsa(signedBy(ChannelSide::Phone, context),
                                            all.subspan(kPhoneNonce + kPoint, kChannelSignature)))
        return malformed("signature of a phone");
    m_code = pairingCodeOf(context, nonce, point);
    m_records = keys.records(ChannelSide::Device, afterReply(context, reply));
    return phone;
}

}  // namespace tappay::protocol
