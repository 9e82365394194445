#pragma once

#include "chip/tpm/connection.h"

// Objects that are kept outside the chip: enciphered by it under the storage key.
namespace tappay::chip::tpm {

struct KeptObject {
    TPM2B_PRIVATE secret;
    TPM2B_PUBLIC area;
};

// Made under the storage key around `data`, or with what the chip draws itself when it is empty.
// `cover`: session for what is given to the chip, or none.
Result<KeptObject> createKept(Connection& connection, const TPM2B_PUBLIC& area, ByteView data,
                              ESYS_TR cover);

Result<Bytes> octetsOf(const KeptObject& object);
// CryptoFailed for whatever no chip has written.
Result<KeptObject> readKept(ByteView octets);

}  // namespace tappay::chip::tpm
