#pragma once

#include "emv/certified_keys.h"

// Public keys certified with RSA and SHA-1 (EMV Book 2, 5.3, 5.4, 6.3 and 6.4; JR/T 0025.7).
namespace tappay::emv {

// S^e mod N when it has the books' frame: as long as the key, 6A and `format` in front, BC at the
// end (Book 2, Annex A2.1).
OdaResult<Bytes> recoverSigned(const crypto::RsaPublicKey& key, ByteView signature,
                               std::uint8_t format);

OdaResult<CertifiedKey> recoverRsaIssuerKey(const crypto::RsaPublicKey& caKey,
                                            const DataStore& card, std::uint32_t today);
OdaResult<crypto::RsaPublicKey> recoverRsaIccKey(const crypto::RsaPublicKey& issuerKey,
                                                 const DataStore& card, ByteView staticData,
                                                 std::uint32_t today);
// The card's key for PINs, from 9F2D, 9F2E and 9F2F (Book 2, 7.1). No static data are signed with
// it.
OdaResult<crypto::RsaPublicKey> recoverRsaPinKey(const crypto::RsaPublicKey& issuerKey,
                                                 const DataStore& card, std::uint32_t today);

}  // namespace tappay::emv
