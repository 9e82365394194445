#pragma once

#include "emv/rsa_certificates.h"

namespace tappay::emv {

// The data authentication code of signed static application data, tag 93 (EMV Book 2, 5.4).
OdaResult<Bytes> verifySignedStaticData(const crypto::RsaPublicKey& issuerKey, ByteView signature,
                                        ByteView staticData);

// What the card signed for this transaction.
struct SignedDynamicData {
    Bytes dynamicNumber;  // 9F4C
    Bytes rest;           // what follows it in the ICC dynamic data: filled by CDA only
};
// Signed dynamic application data, tag 9F4B (EMV Book 2, 6.5.2 and 6.6.2). `terminalData` is the
// value of the DDOL for DDA, the unpredictable number for CDA.
OdaResult<SignedDynamicData> recoverSignedDynamicData(const crypto::RsaPublicKey& iccKey,
                                                      ByteView signature, ByteView terminalData);

}  // namespace tappay::emv
