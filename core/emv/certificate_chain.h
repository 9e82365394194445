#pragma once

#include "emv/certified_keys.h"
#include "emv/parameters.h"
#include "emv/read_application_data.h"

// From the terminal's CA keys to the keys of issuer and card, for the contact and the contactless
// kernel (EMV Book 2, 5 and 6; JR/T 0025.7 and 0025.17).
namespace tappay::emv {

// What a chain is checked against. `card` holds the objects of the selected application, among them
// 84, 8F and the PAN.
struct ChainCheck {
    const Parameters& parameters;
    const DataStore& card;
    std::uint32_t today;  // YYYYMMDD
};

OdaResult<PublicKey> findIssuerKey(const ChainCheck& check);
// `staticData` as completed below.
OdaResult<PublicKey> findIccKey(const ChainCheck& check, const StaticData& staticData);

// The key the card has for PINs alone (Book 2, 7.1).
OdaResult<PublicKey> findPinEnciphermentKey(const ChainCheck& check);

// Adds the AIP to the records' signed part when the tag list says so. No other tag may be listed
// (EMV Book 3, 10.3; Book 2, 5.1.1).
void completeStaticData(StaticData& data, const DataStore& card, ByteView aip);

// DF69: the terminal can authenticate an application of this provider by SM2.
bool knowsSm2(const Parameters& parameters, ByteView rid);

}  // namespace tappay::emv
