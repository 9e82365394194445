#pragma once

#include <tss2/tss2_tpm2_types.h>

#include <array>

#include "chip/chip.h"

// Where everything of ours is inside the chip. The same table for people: docs/security.md.
namespace tappay::chip::tpm {

// Persistent objects (owner's range 81000000 to 817FFFFF).
inline constexpr TPM2_HANDLE kAttestationKey = 0x81005450;
inline constexpr TPM2_HANDLE kIdentityKey = 0x81005451;
inline constexpr TPM2_HANDLE kStorageKey = 0x81005452;

// A slot is a ring of three places, of which one is in use. A new key goes to the place after the
// one in use, then the old one is removed: of two neighbours the later one is the newer key, so a
// chip that lost its power in between holds the old key or the new one, and never none.
using Ring = std::array<TPM2_HANDLE, 3>;
inline constexpr Ring kSlotA{0x81005454, 0x81005455, 0x81005456};
inline constexpr Ring kSlotB{0x81005457, 0x81005458, 0x81005459};
inline constexpr const Ring& ringOf(Slot slot) {
    return slot == Slot::A ? kSlotA : kSlotB;
}

// The default key, when it was left in the chip, is somewhere in this range; ours goes to the first
// (TCG TPM v2.0 Provisioning Guidance, 7.8: 81010001 RSA-2048, 81010002 P-256).
inline constexpr TPM2_HANDLE kEndorsementFirst = 0x81010000;
inline constexpr TPM2_HANDLE kEndorsementLast = 0x8101FFFF;
inline constexpr TPM2_HANDLE kEndorsementP256 = 0x81010002;

// NV indices of the maker (TCG EK Credential Profile 2.2.1.4 and 2.2.1.5.2).
inline constexpr TPM2_HANDLE kCertificateRsa2048 = 0x01C00002;
inline constexpr TPM2_HANDLE kCertificateP256 = 0x01C0000A;
inline constexpr TPM2_HANDLE kCertificateChainFirst = 0x01C00100;
inline constexpr TPM2_HANDLE kCertificateChainLast = 0x01C001FF;

// NV indices of ours (owner's range 01800000 to 01BFFFFF).
inline constexpr TPM2_HANDLE kCounter = crypto::tpm2::kCounterIndex;  // 01805450
inline constexpr TPM2_HANDLE kAuthority = 0x01805451;

}  // namespace tappay::chip::tpm
