#include "backend/keys/memory_vault.h"

#include "crypto/hash.h"
#include "crypto/key_wrap.h"
#include "crypto/mac.h"

namespace tappay::backend::keys {

namespace {

SecretBytes derive(const SecretBytes& storageKey, KeyPurpose purpose, KeyAlgorithm algorithm) {
    const auto use =
        "storage key " + std::string(nameOf(purpose)) + "/" + std::string(nameOf(algorithm));
    auto octets = crypto::hkdfSha256(storageKey.view(), {}, asBytes(use), 32);
    SecretBytes key(octets);
    wipe(octets);
    return key;
}

}  // namespace

MemoryVault::MemoryVault(const SecretBytes& storageKey) {
    for (std::size_t purpose = 0; purpose < kPurposes; ++purpose)
        for (std::size_t algorithm = 0; algorithm < kAlgorithms; ++algorithm)
            m_storageKeys[purpose][algorithm] =
                derive(storageKey, static_cast<KeyPurpose>(purpose + 1),
                       static_cast<KeyAlgorithm>(algorithm + 1));
}

const SecretBytes& MemoryVault::storageKeyFor(KeyPurpose purpose, KeyAlgorithm algorithm) const {
    return m_storageKeys.at(static_cast<std::size_t>(purpose) - 1)
        .at(static_cast<std::size_t>(algorithm) - 1);
}

Result<Bytes> MemoryVault::keep(KeyPurpose purpose, KeyAlgorithm algorithm, ByteView value) {
    return crypto::wrapKey(storageKeyFor(purpose, algorithm).view(), value);
}

Result<SecretBytes> MemoryVault::value(const KeyHandle& key) {
    TAPPAY_TRY(value,
               crypto::unwrapKey(storageKeyFor(key.purpose, key.algorithm).view(), key.wrapped));
    if (value.size() != key.octets) return fail(FailureCode::CryptoFailed, "key length");
    return value;
}

Result<Bytes> MemoryVault::encrypt(const KeyHandle& key, ByteView blocks) {
    TAPPAY_TRY(clear, value(key));
    return crypto::encryptEcb(cipherOf(key.algorithm), clear.view(), blocks);
}

Result<Bytes> MemoryVault::decrypt(const KeyHandle& key, ByteView blocks) {
    TAPPAY_TRY(clear, value(key));
    return crypto::decryptEcb(cipherOf(key.algorithm), clear.view(), blocks);
}

Result<Bytes> MemoryVault::cmac(const KeyHandle& key, ByteView data) {
    TAPPAY_TRY(clear, value(key));
    return crypto::cmac(cipherOf(key.algorithm), clear.view(), data);
}

Result<SecretBytes> MemoryVault::hmac(const KeyHandle& key, ByteView data) {
    TAPPAY_TRY(clear, value(key));
    TAPPAY_TRY(octets, crypto::hmacSha256(clear.view(), data));
    SecretBytes mac(octets);
    wipe(octets);
    return mac;
}

}  // namespace tappay::backend::keys
