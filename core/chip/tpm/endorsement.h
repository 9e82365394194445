#pragma once

#include "chip/tpm/connection.h"
#include "chip/tpm/objects.h"

// The default key: what the chip's maker has put in it, certificate included.
namespace tappay::chip::tpm {

// P-256 is preferred when the chip has both. KeyUnavailable when it came without a certificate, or
// without the back end's (provision.h).
Result<Factory> readFactory(Connection& connection);

// Opens what the back end has hidden for the default key and our attestation key.
Result<SecretBytes> activateCredential(Connection& connection,
                                       const crypto::tpm2::Credential& hidden);

// The default key of P-256, loaded; for the factory of virtual chips.
Result<Transient> makeEndorsementKey(Connection& connection);

// DER structures standing one after the other, as makers keep certificate chains; what follows the
// last one is padding.
std::vector<Bytes> splitCertificates(ByteView octets);

}  // namespace tappay::chip::tpm
