#pragma once

#include "chip/tpm/connection.h"

// ECDH on P-256 with a key of the chip that exists for one call only.
namespace tappay::chip::tpm {

Result<Agreement> agreeWith(Connection& connection, const crypto::EcPublicKey& peer);
// The same in two steps, for chips without TPM2_ECDH_KeyGen: a key of the null hierarchy.
Result<Agreement> agreeByOwnKey(Connection& connection, const crypto::EcPublicKey& peer);

}  // namespace tappay::chip::tpm
