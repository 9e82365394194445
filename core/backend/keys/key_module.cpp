#include "backend/keys/key_module.h"

#include "protocol/key_distribution.h"
#include "protocol/sign_on.h"

namespace tappay::backend::keys {

namespace {

constexpr std::size_t kMasterOctets = 32, kMasterCheckValue = 8, kCheckValue = 4;

SecretBytes randomSecret(Random& random, std::size_t octets) {
    SecretBytes value(octets);
    random.fill(value.writable());
    return value;
}

}  // namespace

Result<void> requirePurpose(const KeyHandle& key, KeyPurpose purpose) {
    if (key.purpose != purpose)
        return fail(FailureCode::PermissionDenied, "a " + std::string(nameOf(key.purpose)) +
                                                       " key asked as a " +
                                                       std::string(nameOf(purpose)) + " key");
    if (!suits(key.purpose, key.algorithm, key.octets))
        return fail(FailureCode::PermissionDenied, "a key that does not suit its purpose");
    return {};
}

KeyModule::KeyModule(std::unique_ptr<Vault> vault, Random& random)
    : m_vault(std::move(vault)), m_random(random) {}

Result<Bytes> KeyModule::checkValue(const KeyHandle& key) {
    if (key.purpose == KeyPurpose::Process) return Bytes{};
    if (key.purpose == KeyPurpose::Master) {
        TAPPAY_TRY(mac, m_vault->hmac(key, protocol::checkValueContext()));
        const auto first = mac.view().first(kMasterCheckValue);
        return Bytes(first.begin(), first.end());
    }
    TAPPAY_TRY(value,
               m_vault->encrypt(key, Bytes(crypto::blockSize(cipherOf(key.algorithm)), 0x00)));
    value.resize(kCheckValue);
    return value;
}

Result<KeyHandle> KeyModule::keep(KeyPurpose purpose, KeyAlgorithm algorithm, ByteView value) {
    if (!suits(purpose, algorithm, value.size()))
        return fail(FailureCode::InputMalformed, "key does not suit its purpose");
    TAPPAY_TRY(wrapped, m_vault->keep(purpose, algorithm, value));
    KeyHandle key{purpose, algorithm, value.size(), std::move(wrapped), {}};
    TAPPAY_TRY(check, checkValue(key));
    key.checkValue = std::move(check);
    return key;
}

Result<KeyHandle> KeyModule::take(KeyPurpose purpose, KeyAlgorithm algorithm,
                                  const SecretBytes& value) {
    return keep(purpose, algorithm, value.view());
}

Result<KeyModule::NewMasterKey> KeyModule::makeMasterKey(const crypto::tpm2::PublicArea& storage) {
    const auto value = randomSecret(m_random, kMasterOctets);
    TAPPAY_TRY(forChip, crypto::tpm2::wrapHmacKey(storage, value.view(), m_random));
    TAPPAY_TRY(key, keep(KeyPurpose::Master, KeyAlgorithm::Hmac, value.view()));
    return NewMasterKey{std::move(key), std::move(forChip)};
}

Result<void> KeyModule::verifyProof(const KeyHandle& master, ByteView challenge, ByteView proof) {
    TAPPAY_CHECK(requirePurpose(master, KeyPurpose::Master));
    TAPPAY_TRY(expected, m_vault->hmac(master, protocol::proofContext(challenge)));
    if (!equalConstantTime(expected.view(), proof))
        return fail(FailureCode::CryptoFailed, "proof of the master key");
    return {};
}

Result<std::string> KeyModule::wrapForTerminal(const KeyHandle& master, std::string_view session,
                                               const crypto::KeyUse& use,
                                               const SecretBytes& value) {
    TAPPAY_CHECK(requirePurpose(master, KeyPurpose::Master));
    TAPPAY_TRY(wrapping, m_vault->hmac(master, protocol::wrappingContext(session)));
    return crypto::wrapKeyBlock(wrapping.view(), {use, "00", 'N'}, value.view(),
                                crypto::LengthHiding::Yes, m_random);
}

Result<KeyModule::NewPinKey> KeyModule::makePinKey(const KeyHandle& master,
                                                   std::string_view session, PinFormat format) {
    const bool aes = format == PinFormat::Format4;
    const auto value = randomSecret(m_random, aes ? 32 : 16);
    TAPPAY_TRY(block, wrapForTerminal(master, session, {"P0", aes ? 'A' : 'T', 'E'}, value));
    TAPPAY_TRY(key, keep(KeyPurpose::TerminalPin, aes ? KeyAlgorithm::Aes : KeyAlgorithm::Tdes,
                         value.view()));
    return NewPinKey{std::move(key), std::move(block)};
}

}  // namespace tappay::backend::keys
