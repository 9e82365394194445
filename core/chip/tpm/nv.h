#pragma once

#include "chip/tpm/connection.h"

// Memory of the chip with an index (NV).
namespace tappay::chip::tpm {

Result<bool> nvExists(Connection& connection, TPM2_HANDLE index);
Result<void> nvDefine(Connection& connection, const TPMS_NV_PUBLIC& area);
Result<void> nvUndefine(Connection& connection, TPM2_HANDLE index);
// TPMA_NV as it is now.
Result<TPMA_NV> nvAttributes(Connection& connection, TPM2_HANDLE index);
// All of it. KeyUnavailable when there is none, or nothing was written yet.
Result<Bytes> nvRead(Connection& connection, TPM2_HANDLE index);
Result<void> nvWrite(Connection& connection, TPM2_HANDLE index, ByteView contents);
Result<void> nvLock(Connection& connection, TPM2_HANDLE index);
Result<void> nvIncrement(Connection& connection, TPM2_HANDLE index);

}  // namespace tappay::chip::tpm
