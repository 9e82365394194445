#pragma once

#include "base/random.h"
#include "crypto/tpm2/public_area.h"

// A key on its way into one chip: a duplication blob that only the holder of the storage key opens
// (part 1, 23; TPM2_Import). Outer wrapping only; the object is a keyed hash (HMAC with SHA-256).
namespace tappay::crypto::tpm2 {

struct WrappedKey {
    Bytes publicArea;  // TPMT_PUBLIC of the key: its unique field binds the value
    Bytes duplicate;   // contents of TPM2B_PRIVATE
    Bytes seed;        // contents of TPM2B_ENCRYPTED_SECRET
};

// `key`: 32 octets.
Result<WrappedKey> wrapHmacKey(const PublicArea& storage, ByteView key, Random& random);

// The chip's part, for chips made of software. CryptoFailed when one bit differs or it was made for
// another chip.
Result<SecretBytes> unwrapHmacKey(const EcPrivateKey& storage, const WrappedKey& wrapped);

}  // namespace tappay::crypto::tpm2
