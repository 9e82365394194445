#pragma once

#include <variant>

#include "crypto/ec.h"
#include "crypto/rsa.h"

// Public parts of a chip's keys, as TPM 2.0 marshals them (Trusted Platform Module Library, part 2,
// 12.2.4: TPMT_PUBLIC, big-endian). Both sides need them: the terminal to make its keys after these
// templates, the back end to see that a key it is shown was made so.
namespace tappay::crypto::tpm2 {

enum class Role : std::uint8_t {
    Endorsement,  // the default key: opens credentials, signs nothing
    Attestation,  // restricted: signs only what the chip itself states
    Identity,     // signs the terminal's requests (ECDSA P-256, SHA-256)
    Storage,      // restricted decryption (P-256, AES-128-CFB): what imported keys are wrapped for
};

// What a key of this role looks like before it is made: TPMT_PUBLIC, with an empty unique field.
// Endorsement: the P-256 template L-2 of the EK credential profile, whose unique field is zeros.
Bytes templateOf(Role role);
// Its RSA-2048 template L-1.
Bytes rsaEndorsementTemplate();

// Only parsePublicArea() and publicAreaOf() make one, so that its role is what it was checked for.
struct PublicArea {
    Role role = Role::Identity;
    Bytes marshalled;  // TPMT_PUBLIC
    std::variant<EcPublicKey, RsaPublicKey> key;
    Bytes name;  // 000B || SHA-256(marshalled)
};

// InputMalformed when it is no TPMT_PUBLIC, has octets left, a point off its curve, or differs from
// the role's template in anything but the unique field. Endorsement also takes the RSA-2048
// template L-1.
Result<PublicArea> parsePublicArea(Role role, ByteView marshalled);

// The key with this template, for chips made of software.
Result<PublicArea> publicAreaOf(Role role, const EcPublicKey& key);

// 000B || SHA-256(area), for a TPMT_PUBLIC or a TPMS_NV_PUBLIC (part 1, 16).
Bytes nameOf(ByteView area);

}  // namespace tappay::crypto::tpm2
