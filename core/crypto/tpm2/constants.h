#pragma once

#include <cstddef>
#include <cstdint>

// Numbers of the Trusted Platform Module Library, part 2. For this folder only.
namespace tappay::crypto::tpm2 {

// TPM_ALG_ID (6.3).
constexpr std::uint16_t kRsa = 0x0001, kHmac = 0x0005, kAes = 0x0006, kKeyedHash = 0x0008,
                        kSha256 = 0x000B, kNull = 0x0010, kEcdsa = 0x0018, kEcc = 0x0023,
                        kCfb = 0x0043;
// TPM_ECC_CURVE (6.4).
constexpr std::uint16_t kNistP256 = 0x0003;

// TPMA_OBJECT (8.3).
constexpr std::uint32_t kFixedTpm = 1U << 1, kFixedParent = 1U << 4, kSensitiveDataOrigin = 1U << 5,
                        kUserWithAuth = 1U << 6, kAdminWithPolicy = 1U << 7,
                        kNoDictionaryAttack = 1U << 10, kRestricted = 1U << 16, kDecrypt = 1U << 17,
                        kSign = 1U << 18;

// TPMA_NV (13.4); the type is in bits 4 to 7.
constexpr std::uint32_t kNvAuthWrite = 1U << 2, kNvCounter = 1U << 4, kNvAuthRead = 1U << 18,
                        kNvNoDictionaryAttack = 1U << 25, kNvWritten = 1U << 29;

constexpr std::size_t kDigest = 32;         // SHA-256
constexpr std::size_t kName = 2 + kDigest;  // algorithm, digest
constexpr std::uint32_t kEndorsementHierarchy = 0x4000000B;

}  // namespace tappay::crypto::tpm2
