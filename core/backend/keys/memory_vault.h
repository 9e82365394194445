#pragma once

#include <array>

#include "backend/keys/vault.h"

namespace tappay::backend::keys {

// Everything happens in our own memory. The storage keys stay in locked memory as long as this
// lives; a key's value is there for one call, locked or wiped after it. Whoever reads the memory of
// this process as it runs, or has both the storage key's file and the database, has the keys.
class MemoryVault final : public Vault {
public:
    // `storageKey`: 32 octets, from which those of each purpose and algorithm are derived.
    explicit MemoryVault(const SecretBytes& storageKey);

    Result<Bytes> keep(KeyPurpose purpose, KeyAlgorithm algorithm, ByteView value) override;
    Result<Bytes> encrypt(const KeyHandle& key, ByteView blocks) override;
    Result<Bytes> decrypt(const KeyHandle& key, ByteView blocks) override;
    Result<Bytes> cmac(const KeyHandle& key, ByteView data) override;
    Result<SecretBytes> hmac(const KeyHandle& key, ByteView data) override;
    Result<SecretBytes> value(const KeyHandle& key) override;

private:
    [[nodiscard]] const SecretBytes& storageKeyFor(KeyPurpose purpose,
                                                   KeyAlgorithm algorithm) const;

    std::array<std::array<SecretBytes, kAlgorithms>, kPurposes> m_storageKeys;
};

}  // namespace tappay::backend::keys
