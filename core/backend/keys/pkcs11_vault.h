#pragma once

#include <map>
#include <mutex>

#include "backend/keys/vault.h"

namespace tappay::backend::keys {

class Pkcs11Token;

// Keys in a PKCS#11 module. What happens where:
// - In the module: the storage keys, made there and never leaving it; AES and triple-DES ECB (PIN
//   blocks, working keys, check values, the network's "ECB" MAC), AES-CMAC, HMAC. A key is
//   unwrapped into the module for one call and removed after it.
// - In our memory (locked, wiped after the call): values as they are made or taken in, before the
//   module has them; values of keys for what modules don't do - key blocks, X9.19, SM4, AES DUKPT -
//   which are read from it for that one call; clear PIN blocks between two keys; the agreement of a
//   process key, and the key of one transaction.
// What the storage keys wrapped can be read by whoever may log in to the token, and by nobody else.
// Calls wait for each other: there is one session.
class Pkcs11Vault final : public Vault {
public:
    static Result<std::unique_ptr<Vault>> open(const std::filesystem::path& module,
                                               const std::string& token, const SecretBytes& pin);
    ~Pkcs11Vault() override;
    Pkcs11Vault(const Pkcs11Vault&) = delete;
    Pkcs11Vault& operator=(const Pkcs11Vault&) = delete;

    Result<Bytes> keep(KeyPurpose purpose, KeyAlgorithm algorithm, ByteView value) override;
    Result<Bytes> encrypt(const KeyHandle& key, ByteView blocks) override;
    Result<Bytes> decrypt(const KeyHandle& key, ByteView blocks) override;
    Result<Bytes> cmac(const KeyHandle& key, ByteView data) override;
    Result<SecretBytes> hmac(const KeyHandle& key, ByteView data) override;
    Result<SecretBytes> value(const KeyHandle& key) override;

private:
    explicit Pkcs11Vault(std::unique_ptr<Pkcs11Token> token);
    Result<unsigned long> storageKeyFor(KeyPurpose purpose, KeyAlgorithm algorithm);
    Result<SecretBytes> valueLocked(const KeyHandle& key);

    std::mutex m_mutex;
    std::unique_ptr<Pkcs11Token> m_token;
    std::map<std::string, unsigned long> m_storageKeys;  // handles by label
};

}  // namespace tappay::backend::keys
