#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/private_file.h"
#include "crypto/certificate.h"

// The directory of a software chip. Each file is mode 0600 and replaced as a whole. Failures:
// KeyUnavailable for one that is not what it should be, StorageFull.
namespace tappay::chip {

class ChipFiles {
public:
    explicit ChipFiles(std::filesystem::path directory) : m_directory(std::move(directory)) {}

    // From the factory: the default key, its certificate and those above it, the back end's
    // authority.
    static constexpr const char *kEndorsement = "endorsement.pem",
                                *kEndorsementChain = "endorsement-certificates.pem",
                                *kAuthority = "authority.pem";
    // Made by makeKeys(): P-256 as PKCS#8, and 32 octets in hexadecimal.
    static constexpr const char *kAttestation = "attestation.pem", *kIdentity = "identity.pem",
                                *kStorage = "storage.pem", *kSeal = "seal.hex";
    // Imported: 32 octets in hexadecimal. Counted: decimal digits.
    static constexpr const char *kMasterA = "master-a.hex", *kMasterB = "master-b.hex",
                                *kCounter = "counter.txt";

    // KeyUnavailable when there is no such directory, or others may write in it.
    [[nodiscard]] Result<void> check() const;

    // Empty when the file is not there.
    [[nodiscard]] Result<std::optional<crypto::EcPrivateKey>> key(const char* name) const;
    [[nodiscard]] Result<std::optional<SecretBytes>> secret(const char* name) const;
    [[nodiscard]] Result<std::vector<Bytes>> certificates(const char* name) const;
    [[nodiscard]] Result<std::uint64_t> number(const char* name) const;  // 0

    [[nodiscard]] Result<void> write(const char* name, const crypto::EcPrivateKey& key) const;
    [[nodiscard]] Result<void> write(const char* name, const SecretBytes& secret) const;
    [[nodiscard]] Result<void> write(const char* name, const std::vector<Bytes>& ders) const;
    [[nodiscard]] Result<void> write(const char* name, std::uint64_t number) const;
    [[nodiscard]] Result<void> remove(const char* name) const;

private:
    std::filesystem::path m_directory;
};

}  // namespace tappay::chip
