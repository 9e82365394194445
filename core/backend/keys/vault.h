#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "backend/keys/key_handle.h"
#include "base/result.h"
#include "base/secret.h"

namespace tappay::backend::keys {

// Where key values are kept and used: own memory or a PKCS#11 module. Only KeyModule asks it, and
// has checked the purpose before. A value is wrapped under a storage key for its purpose and
// algorithm alone, so that a handle whose purpose was changed opens nothing (CryptoFailed).
// Thread-safe. KeyUnavailable when the module is gone.
class Vault {
public:
    virtual ~Vault() = default;

    // The wrapped value, for a handle.
    virtual Result<Bytes> keep(KeyPurpose purpose, KeyAlgorithm algorithm, ByteView value) = 0;
    // ECB; the caller wipes what decrypt() gives.
    virtual Result<Bytes> encrypt(const KeyHandle& key, ByteView blocks) = 0;
    virtual Result<Bytes> decrypt(const KeyHandle& key, ByteView blocks) = 0;
    virtual Result<Bytes> cmac(const KeyHandle& key, ByteView data) = 0;  // AES
    virtual Result<SecretBytes> hmac(const KeyHandle& key, ByteView data) = 0;
    // For the calls that can't be made of the above.
    virtual Result<SecretBytes> value(const KeyHandle& key) = 0;
};

// By one setting: with a module the keys are kept by it, else by own memory.
struct VaultConfig {
    std::filesystem::path storageKeyFile;  // 64 hexadecimal digits, readable by its owner only
    std::filesystem::path module;          // shared library with PKCS#11's functions
    std::string token;                     // label
    std::filesystem::path pinFile;         // of the token's user, readable by its owner only
};
// NotConfigured with the name of the file that is missing, wrong or open to others.
Result<std::unique_ptr<Vault>> openVault(const VaultConfig& config);

}  // namespace tappay::backend::keys
