#pragma once

#include <expected>

#include "emv/data_store.h"
#include "emv/public_key.h"

// Certificates of issuers and cards, whatever their algorithm.
namespace tappay::emv {

// Why offline data authentication did not succeed. Both end in the same bit of the TVR; the first
// sets "ICC data missing" as well.
enum class OdaFault : std::uint8_t { DataMissing, Invalid };
template <typename T>
using OdaResult = std::expected<T, OdaFault>;

// What a certificate vouches for.
struct CertifiedKey {
    PublicKey key;
    Bytes serial;  // 3 octets, unique for the authority that signed
};

// The issuer's key from 90, with RSA also from 92 and 9F32. `today` is YYYYMMDD. Whether the
// certificate was revoked is asked elsewhere.
OdaResult<CertifiedKey> recoverIssuerKey(const PublicKey& caKey, const DataStore& card,
                                         std::uint32_t today);

// The card's key from 9F46, with RSA also from 9F47 and 9F48. `staticData` is what the certificate
// also signs.
OdaResult<PublicKey> recoverIccKey(const PublicKey& issuerKey, const DataStore& card,
                                   ByteView staticData, std::uint32_t today);

// The card's key for PINs from 9F2D, 9F2E and 9F2F (Book 2, 7.1). RSA only: nothing says how a PIN
// would be enciphered with SM2.
OdaResult<PublicKey> recoverPinKey(const PublicKey& issuerKey, const DataStore& card,
                                   std::uint32_t today);

// The identifier is the leftmost three to eight digits of the card's PAN (Book 2, 5.3 step 8).
bool namesIssuerOf(ByteView identifier, const DataStore& card);
// The certificate's PAN is the card's (Book 2, 6.4 step 8).
bool namesCard(ByteView certifiedPan, const DataStore& card);
// `expiry` is MMYY; good to the last day of the month.
bool isCurrent(ByteView expiry, std::uint32_t today);

}  // namespace tappay::emv
