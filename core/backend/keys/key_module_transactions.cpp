// The transaction process key, PIN translation and field 64.
#include "backend/keys/key_module.h"
#include "crypto/hash.h"
#include "crypto/mac.h"
#include "crypto/pin_block.h"
#include "protocol/channel.h"
#include "protocol/sign_on.h"

namespace tappay::backend::keys {

namespace {

constexpr std::size_t kMac = 8;

Result<Bytes> firstOctets(Result<Bytes> mac) {
    if (mac) mac->resize(kMac);
    return mac;
}

}  // namespace

Result<KeyModule::Agreed> KeyModule::agree(const crypto::EcPublicKey& theirs,
                                           std::string_view session, std::string_view terminalId) {
    TAPPAY_TRY(ours, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    TAPPAY_TRY(agreed, ours.agree(theirs));
    const auto process = protocol::processKey(agreed.view(), session, terminalId);
    // What is kept is the process key after HKDF's first step (RFC 5869, 2.2: an HMAC with no salt
    // as its key), so that the second step, an HMAC under it, can be made where the key is.
    TAPPAY_TRY(octets, crypto::hmacSha256(Bytes(32, 0x00), process.view()));
    const SecretBytes extracted(octets);
    wipe(octets);
    TAPPAY_TRY(key, keep(KeyPurpose::Process, KeyAlgorithm::Hmac, extracted.view()));
    return Agreed{std::move(key), ours.publicKey()};
}

Result<protocol::OpenedTransaction> KeyModule::open(const KeyHandle& process,
                                                    std::string_view transactionId,
                                                    ByteView sealed) {
    TAPPAY_TRY(key, expand(process, protocol::transactionKeyInfo(transactionId)));
    return protocol::openTransaction(key.view(), sealed);
}

// RFC 5869, 2.3: that of protocol::transactionKey() and of protocol::ChannelEnd.
Result<SecretBytes> KeyModule::expand(const KeyHandle& process, Bytes info) {
    TAPPAY_CHECK(requirePurpose(process, KeyPurpose::Process));
    info.push_back(0x01);
    return m_vault->hmac(process, info);
}

Result<protocol::OpenedTransaction> KeyModule::openRecord(const KeyHandle& process,
                                                          std::string_view payment,
                                                          ByteView sealed) {
    TAPPAY_TRY(key, expand(process, protocol::channelCallKeyInfo(payment)));
    return protocol::openTransaction(key.view(), sealed);
}

Result<Bytes> KeyModule::sealRecord(const KeyHandle& process, std::string_view payment,
                                    std::uint32_t number, ByteView answer) {
    TAPPAY_TRY(key, expand(process, protocol::channelAnswerKeyInfo(payment)));
    return protocol::sealTransaction(key, number, answer, m_random);
}

Result<Bytes> KeyModule::translatePin(const KeyHandle& from, const KeyHandle& to, ByteView block,
                                      ByteView pan) {
    TAPPAY_CHECK(requirePurpose(from, KeyPurpose::TerminalPin));
    TAPPAY_CHECK(requireNetworkPinKey(to));
    const crypto::BlockFunction decrypt = [&](ByteView data) {
        return m_vault->decrypt(from, data);
    };
    TAPPAY_TRY(pin, from.algorithm == KeyAlgorithm::Aes
                        ? crypto::decipherPinFormat4(decrypt, block, pan)
                        : crypto::decipherPinFormat0(decrypt, block, pan));
    return encipherPin(to, pin, pan);
}

// SM4 has no PIN block format of its own that networks agree on.
Result<void> requireNetworkPinKey(const KeyHandle& key) {
    TAPPAY_CHECK(requirePurpose(key, KeyPurpose::NetworkPin));
    if (key.algorithm == KeyAlgorithm::Sm4)
        return fail(FailureCode::InputMalformed, "no PIN block format for SM4");
    return {};
}

Result<Bytes> KeyModule::encipherPin(const KeyHandle& to, const SecretBytes& pin, ByteView pan) {
    const crypto::BlockFunction encrypt = [&](ByteView data) { return m_vault->encrypt(to, data); };
    return to.algorithm == KeyAlgorithm::Aes
               ? crypto::encipherPinFormat4(encrypt, pin.view(), pan, m_random)
               : crypto::encipherPinFormat0(encrypt, pin.view(), pan);
}

Result<Bytes> KeyModule::mac(const KeyHandle& key, MacProfile profile, ByteView data) {
    TAPPAY_CHECK(requirePurpose(key, KeyPurpose::NetworkMac));
    if (!suits(profile, key))
        return fail(FailureCode::PermissionDenied, "the MAC key is for another profile");
    if (profile == MacProfile::Cups)
        return crypto::macCups([&](ByteView block) { return m_vault->encrypt(key, block); }, data);
    if (profile == MacProfile::AesCmac) return firstOctets(m_vault->cmac(key, data));
    TAPPAY_TRY(value, m_vault->value(key));
    if (profile == MacProfile::X919) return crypto::macX919(value.view(), data);
    return firstOctets(crypto::macSm4(value.view(), data));
}

}  // namespace tappay::backend::keys
