#pragma once

#include "base/random.h"
#include "crypto/tpm2/public_area.h"

// Proof that two keys live in one chip: only the chip that holds both the endorsement key and the
// attestation key with this name can open the credential (part 1, 24; TPM2_MakeCredential and
// TPM2_ActivateCredential).
namespace tappay::crypto::tpm2 {

struct Credential {
    Bytes object;  // contents of TPM2B_ID_OBJECT
    Bytes secret;  // contents of TPM2B_ENCRYPTED_SECRET
};

// `secret`: 1 to 32 octets. InputMalformed for another length, another key than an endorsement key
// or a name that is none.
Result<Credential> makeCredential(const PublicArea& endorsement, ByteView attestationName,
                                  ByteView secret, Random& random);

// The chip's part, for chips made of software. CryptoFailed for another name or key, or when one
// bit differs.
Result<SecretBytes> openCredential(const EcPrivateKey& endorsement, ByteView attestationName,
                                   const Credential& credential);
Result<SecretBytes> openCredential(const RsaPrivateKey& endorsement, ByteView attestationName,
                                   const Credential& credential);

}  // namespace tappay::crypto::tpm2
