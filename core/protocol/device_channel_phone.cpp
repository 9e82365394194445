#include <algorithm>

#include "crypto/certificate.h"
#include "protocol/device_channel.h"
#include "protocol/device_channel_keys.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kMostCertificates = 4;

std::unexpected<Failure> malformed(const char* what) {
    return fail(FailureCode::InputMalformed, what);
}

// A count, then each with two octets of length, and nothing after the last.
Result<std::vector<Bytes>> certificatesIn(ByteView rest) {
    std::vector<Bytes> chain;
    const std::size_t count = rest.empty() ? 0 : rest[0];
    if (count == 0 || count > kMostCertificates) return malformed("certificates of a device");
    rest = rest.subspan(1);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t size =
            rest.size() < 2 ? 0 : static_cast<std::size_t>(rest[0] << 8 | rest[1]);
        if (size == 0 || rest.size() - 2 < size) return malformed("certificate of a device");
        const auto der = rest.subspan(2, size);
        chain.emplace_back(der.begin(), der.end());
        rest = rest.subspan(2 + size);
    }
    if (!rest.empty()) return malformed("octets after the certificates");
    return chain;
}

Result<crypto::EcVerifier> trustedKey(const std::vector<Bytes>& chain, const DeviceTrust& trust) {
    crypto::ChainRules rules;
    rules.at = trust.at;
    rules.longest = kMostCertificates;
    const auto leaf = crypto::verifyChain(chain, trust.authorities, rules);
    if (!leaf) return fail(FailureCode::DeviceNotTrusted, leaf.error().detail);
    if (trust.registered && chain.front() != *trust.registered)
        return fail(FailureCode::DeviceWrong, "not the registered certificate");
    const auto* key = std::get_if<crypto::EcPublicKey>(&leaf->key);
    if (key == nullptr || key->curve != crypto::Curve::P256)
        return malformed("a channel is made with P-256");
    return crypto::EcVerifier::create(*key);
}

}  // namespace

Result<PhoneHandshake> PhoneHandshake::begin(const crypto::EcPrivateKey& pairingKey,
                                             Random& random) {
    TAPPAY_TRY(ephemeral, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    PhoneHandshake phone(pairingKey, std::move(ephemeral));
    phone.m_nonce.resize(kPhoneNonce);
    random.fill(phone.m_nonce);
    phone.m_hello = concat({Bytes{kChannelVersion}, phone.m_ephemeral.publicKey().point,
                            commitmentTo(phone.m_nonce, pairingKey.publicKey().point)});
    return phone;
}

Result<void> PhoneHandshake::check(const DeviceKeys& keys, ByteView sealed,
                                   const DeviceTrust& trust) {
    const auto identity = keys.open(ChannelSide::Device, keys.transcript, sealed);
    if (!identity || identity->size() <= kChannelSignature + kChannelMac)
        return malformed("identity of a device");
    const ByteView all = *identity;
    const auto certificates = all.subspan(kChannelSignature + kChannelMac);
    TAPPAY_TRY(mac, keys.mac(ChannelSide::Device, keys.transcript, certificates));
    if (!equalConstantTime(mac, all.subspan(kChannelSignature, kChannelMac)))
        return malformed("identity of a device");
    TAPPAY_TRY(chain, certificatesIn(certificates));
    TAPPAY_TRY(verifier, trustedKey(chain, trust));
    if (!verifier.verifyEcdsa(signedBy(ChannelSide::Device, keys.transcript),
                              all.first(kChannelSignature)))
        return malformed("signature of a device");
    m_certificate = chain.front();
    return {};
}

Result<Bytes> PhoneHandshake::answer(ByteView proof, const DeviceTrust& trust) {
    if (m_records || proof.size() <= kPoint) return malformed("proof of a device");
    const auto point = proof.first(kPoint);
    const auto keys = DeviceKeys::agree(m_ephemeral, point, m_hello, point);
    if (!keys) return malformed("point of a device");
    TAPPAY_CHECK(check(*keys, proof.subspan(kPoint), trust));
    const auto context = afterProof(*keys, proof);
    const auto& own = m_key->publicKey().point;
    TAPPAY_TRY(signature, m_key->signEcdsa(signedBy(ChannelSide::Phone, context)));
    TAPPAY_TRY(mac, keys->mac(ChannelSide::Phone, context, own));
    TAPPAY_TRY(reply,
               keys->seal(ChannelSide::Phone, context, concat({m_nonce, own, signature, mac})));
    m_code = pairingCodeOf(context, m_nonce, own);
    m_records = keys->records(ChannelSide::Phone, afterReply(context, reply));
    return reply;
}

}  // namespace tappay::protocol
