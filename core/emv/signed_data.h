#pragma once

#include "emv/certified_keys.h"

// Data signed by issuer and card, whatever the algorithm.
namespace tappay::emv {

// The data authentication code of signed static application data, tag 93 (EMV Book 2, 5.4;
// JR/T 0025.17).
OdaResult<Bytes> verifySignedStaticData(const PublicKey& issuerKey, ByteView signature,
                                        ByteView staticData);

// What the card signed for this transaction.
struct SignedDynamicData {
    Bytes dynamicNumber;  // 9F4C
    Bytes rest;           // what follows it in the ICC dynamic data: filled by CDA only
};
// Signed dynamic application data, tag 9F4B (EMV Book 2, 6.5.2 and 6.6.2; JR/T 0025.17).
// `terminalData` is the value of the DDOL for DDA, the unpredictable number for CDA, the terminal's
// dynamic data for fast DDA (JR/T 0025.12).
OdaResult<SignedDynamicData> verifySignedDynamicData(const PublicKey& iccKey, ByteView signature,
                                                     ByteView terminalData);

// The hash that goes with the key: SHA-1 or SM3.
Bytes hashFor(const PublicKey& key, ByteView data);

}  // namespace tappay::emv
