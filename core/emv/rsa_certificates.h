#pragma once

#include <expected>

#include "crypto/rsa.h"
#include "emv/data_store.h"

// Public keys certified with RSA and SHA-1 (EMV Book 2, 5.3, 5.4, 6.3 and 6.4; JR/T 0025.7).
namespace tappay::emv {

// Why offline data authentication did not succeed. Both end in the same bit of the TVR; the first
// sets "ICC data missing" as well.
enum class OdaFault : std::uint8_t { DataMissing, Invalid };
template <typename T>
using OdaResult = std::expected<T, OdaFault>;

// S^e mod N when it has the books' frame: as long as the key, 6A and `format` in front, BC at the
// end (Book 2, Annex A2.1).
OdaResult<Bytes> recoverSigned(const crypto::RsaPublicKey& key, ByteView signature,
                               std::uint8_t format);

// The issuer's key from 90, 92 and 9F32. `today` is YYYYMMDD.
OdaResult<crypto::RsaPublicKey> recoverIssuerKey(const crypto::RsaPublicKey& caKey,
                                                 const DataStore& card, std::uint32_t today);

// The card's key from 9F46, 9F47 and 9F48. `staticData` is what the certificate also signs.
OdaResult<crypto::RsaPublicKey> recoverIccKey(const crypto::RsaPublicKey& issuerKey,
                                              const DataStore& card, ByteView staticData,
                                              std::uint32_t today);

}  // namespace tappay::emv
