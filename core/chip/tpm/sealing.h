#pragma once

#include "chip/tpm/connection.h"

// Data that only this chip gives back: a sealed object under the storage key, kept outside as
// TPM2B_PRIVATE || TPM2B_PUBLIC.
namespace tappay::chip::tpm {

Result<Bytes> sealData(Connection& connection, ByteView secret);
Result<SecretBytes> unsealData(Connection& connection, ByteView sealed);

}  // namespace tappay::chip::tpm
