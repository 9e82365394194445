#pragma once

#include "chip/tpm/connection.h"

// ECDH on P-256 with a key that the chip makes for one agreement: an object under the storage key,
// loaded only while it is used.
namespace tappay::chip::tpm {

Result<AgreementKey> makeAgreementKey(Connection& connection);
Result<SecretBytes> agreeWith(Connection& connection, const AgreementKey& ours,
                              const crypto::EcPublicKey& peer);

}  // namespace tappay::chip::tpm
