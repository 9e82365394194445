#include "backend/keys/pkcs11_vault.h"

#include <algorithm>

#include "backend/keys/memory_vault.h"
#include "backend/keys/pkcs11_token.h"
#include "backend/keys/secret_files.h"

namespace tappay::backend::keys {

namespace {

using Readable = Pkcs11Token::Readable;
constexpr std::size_t kThreeKeys = 24;

bool isDes(KeyAlgorithm algorithm) {
    return algorithm == KeyAlgorithm::Des || algorithm == KeyAlgorithm::Tdes;
}

// DES with one or two keys is kept as the three keys that do the same: no module has all forms.
CK_KEY_TYPE typeOf(KeyAlgorithm algorithm) {
    if (isDes(algorithm)) return CKK_DES3;
    return algorithm == KeyAlgorithm::Aes ? CKK_AES : CKK_GENERIC_SECRET;
}

SecretBytes asKept(KeyAlgorithm algorithm, ByteView value) {
    if (!isDes(algorithm)) return SecretBytes(value);
    SecretBytes three(kThreeKeys);
    for (std::size_t i = 0; i < kThreeKeys; ++i)
        three.writable()[i] = value[i % value.size()];
    return three;
}

CK_MECHANISM_TYPE ecbOf(KeyAlgorithm algorithm) {
    return isDes(algorithm) ? CKM_DES3_ECB : CKM_AES_ECB;
}

}  // namespace

Pkcs11Vault::Pkcs11Vault(std::unique_ptr<Pkcs11Token> token) : m_token(std::move(token)) {}

Pkcs11Vault::~Pkcs11Vault() = default;

Result<std::unique_ptr<Vault>> Pkcs11Vault::open(const std::filesystem::path& module,
                                                 const std::string& token, const SecretBytes& pin) {
    TAPPAY_TRY(opened, Pkcs11Token::open(module, token, pin));
    return std::unique_ptr<Vault>(new Pkcs11Vault(std::move(opened)));
}

Result<unsigned long> Pkcs11Vault::storageKeyFor(KeyPurpose purpose, KeyAlgorithm algorithm) {
    const auto label = "tap-and-pay storage " + std::string(nameOf(purpose)) + "/" +
                       std::string(nameOf(algorithm));
    if (const auto known = m_storageKeys.find(label); known != m_storageKeys.end())
        return known->second;
    TAPPAY_TRY(handle, m_token->storageKey(label));
    m_storageKeys.emplace(label, handle);
    return handle;
}

Result<Bytes> Pkcs11Vault::keep(KeyPurpose purpose, KeyAlgorithm algorithm, ByteView value) {
    const std::lock_guard lock(m_mutex);
    TAPPAY_TRY(storage, storageKeyFor(purpose, algorithm));
    return m_token->wrap(storage, typeOf(algorithm), asKept(algorithm, value).view());
}

Result<SecretBytes> Pkcs11Vault::valueLocked(const KeyHandle& key) {
    TAPPAY_TRY(storage, storageKeyFor(key.purpose, key.algorithm));
    TAPPAY_TRY(readable,
               m_token->unwrap(storage, typeOf(key.algorithm), Readable::Yes, key.wrapped));
    TAPPAY_TRY(kept, m_token->value(readable));
    if (kept.size() != (isDes(key.algorithm) ? kThreeKeys : key.octets))
        return fail(FailureCode::CryptoFailed, "key length");
    return SecretBytes(kept.view().first(key.octets));
}

Result<SecretBytes> Pkcs11Vault::value(const KeyHandle& key) {
    const std::lock_guard lock(m_mutex);
    return valueLocked(key);
}

Result<Bytes> Pkcs11Vault::encrypt(const KeyHandle& key, ByteView blocks) {
    const std::lock_guard lock(m_mutex);
    if (key.algorithm == KeyAlgorithm::Sm4) {
        TAPPAY_TRY(clear, valueLocked(key));
        return crypto::encryptEcb(crypto::BlockCipher::Sm4, clear.view(), blocks);
    }
    TAPPAY_TRY(storage, storageKeyFor(key.purpose, key.algorithm));
    TAPPAY_TRY(inside, m_token->unwrap(storage, typeOf(key.algorithm), Readable::No, key.wrapped));
    return m_token->encrypt(ecbOf(key.algorithm), inside, blocks);
}

Result<Bytes> Pkcs11Vault::decrypt(const KeyHandle& key, ByteView blocks) {
    const std::lock_guard lock(m_mutex);
    if (key.algorithm == KeyAlgorithm::Sm4) {
        TAPPAY_TRY(clear, valueLocked(key));
        return crypto::decryptEcb(crypto::BlockCipher::Sm4, clear.view(), blocks);
    }
    TAPPAY_TRY(storage, storageKeyFor(key.purpose, key.algorithm));
    TAPPAY_TRY(inside, m_token->unwrap(storage, typeOf(key.algorithm), Readable::No, key.wrapped));
    return m_token->decrypt(ecbOf(key.algorithm), inside, blocks);
}

Result<Bytes> Pkcs11Vault::cmac(const KeyHandle& key, ByteView data) {
    const std::lock_guard lock(m_mutex);
    TAPPAY_TRY(storage, storageKeyFor(key.purpose, key.algorithm));
    TAPPAY_TRY(inside, m_token->unwrap(storage, typeOf(key.algorithm), Readable::No, key.wrapped));
    return m_token->sign(CKM_AES_CMAC, inside, data);
}

Result<SecretBytes> Pkcs11Vault::hmac(const KeyHandle& key, ByteView data) {
    const std::lock_guard lock(m_mutex);
    TAPPAY_TRY(storage, storageKeyFor(key.purpose, key.algorithm));
    TAPPAY_TRY(inside, m_token->unwrap(storage, typeOf(key.algorithm), Readable::No, key.wrapped));
    TAPPAY_TRY(octets, m_token->sign(CKM_SHA256_HMAC, inside, data));
    SecretBytes mac(octets);
    wipe(octets);
    return mac;
}

Result<std::unique_ptr<Vault>> openVault(const VaultConfig& config) {
    if (config.module.empty()) {
        TAPPAY_TRY(storageKey, readStorageKey(config.storageKeyFile));
        return std::make_unique<MemoryVault>(storageKey);
    }
    TAPPAY_TRY(pin, readTokenPin(config.pinFile));
    return Pkcs11Vault::open(config.module, config.token, pin);
}

}  // namespace tappay::backend::keys
