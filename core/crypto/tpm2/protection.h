#pragma once

#include <string_view>

#include "base/random.h"
#include "crypto/scratch.h"
#include "crypto/tpm2/public_area.h"

// How secrets travel into a chip: a seed that only its key gives back, and what the seed protects
// (Trusted Platform Module Library, part 1, 11.4.10, 22 to 24, annexes B.10 and C.6). For this
// folder only.
namespace tappay::crypto::tpm2 {

constexpr std::string_view kIdentityLabel = "IDENTITY", kDuplicateLabel = "DUPLICATE";

// KDFa with HMAC-SHA256: counter mode of NIST SP 800-108. `octets`: at most 32.
Result<ScratchBytes> kdfA(ByteView key, std::string_view label, ByteView contextU,
                          std::size_t octets);
// KDFe with SHA-256: the concatenation KDF of NIST SP 800-56A. 32 octets.
ScratchBytes kdfE(ByteView shared, std::string_view use, ByteView partyU, ByteView partyV);

struct SentSeed {
    ScratchBytes seed;
    Bytes secret;  // contents of TPM2B_ENCRYPTED_SECRET
};
Result<SentSeed> sendSeed(const PublicArea& to, std::string_view label, Random& random);
Result<ScratchBytes> receiveSeed(const EcPrivateKey& key, std::string_view label, ByteView secret);
Result<ScratchBytes> receiveSeed(const RsaPrivateKey& key, std::string_view label, ByteView secret);

// The outer wrap: TPM2B with an HMAC over what follows and the name, then `contents` (a TPM2B as
// well) enciphered by AES-128-CFB.
Result<Bytes> protect(ByteView seed, ByteView name, ByteView contents);
Result<ScratchBytes> unprotect(ByteView seed, ByteView name, ByteView wrapped);

}  // namespace tappay::crypto::tpm2
