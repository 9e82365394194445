#pragma once

#include "crypto/tpm2/public_area.h"

// What a chip states about itself, signed by its attestation key (part 2, 10.12: TPMS_ATTEST).
namespace tappay::crypto::tpm2 {

struct Statement {
    Bytes said;       // TPMS_ATTEST, marshalled
    Bytes signature;  // ECDSA P-256 over SHA-256(said): raw r || s
};

// The terminal's counter that never goes back: TPMS_NV_PUBLIC (part 2, 13.5) of an NV index of the
// owner, and the name that this index has once it was written.
constexpr std::uint32_t kCounterIndex = 0x01805450;
Bytes counterTemplate();
Bytes counterName();

// Each check: CryptoFailed when the signature, the magic number, the kind or the nonce (which is
// the statement's extraData, 16 to 64 octets) differ, or `attestation` has another role;
// InputMalformed when it can't be read.

// That the chip holds the key with this name.
Result<void> checkCertified(const Statement& statement, const PublicArea& attestation,
                            ByteView nonce, ByteView name);
// The value of the counter; CryptoFailed for any other NV index.
Result<std::uint64_t> checkCounter(const Statement& statement, const PublicArea& attestation,
                                   ByteView nonce);
// The digest over the platform registers (PCR) 0 to 7 with SHA-256, 32 octets; CryptoFailed for any
// other selection.
Result<Bytes> checkQuote(const Statement& statement, const PublicArea& attestation, ByteView nonce);

// The chip's part, for chips made of software.
Bytes sayCertified(ByteView attestationName, ByteView nonce, ByteView name);
Bytes sayCounter(ByteView attestationName, ByteView nonce, std::uint64_t value);

}  // namespace tappay::crypto::tpm2
