#pragma once

#include "emv/certified_keys.h"

// Public keys certified with SM2 and SM3 (JR/T 0025.17). Nothing is recovered from a signature:
// what is signed stands in clear before it.
namespace tappay::emv {

inline constexpr std::size_t kSm2SignatureLength = 64;  // r || s

OdaResult<CertifiedKey> recoverSm2IssuerKey(const Sm2PublicKey& caKey, const DataStore& card,
                                            std::uint32_t today);
OdaResult<Sm2PublicKey> recoverSm2IccKey(const Sm2PublicKey& issuerKey, const DataStore& card,
                                         ByteView staticData, std::uint32_t today);

// The message in front of a signature at the end of `object`, when the key signed it followed by
// `alsoSigned`, and it begins with `format`.
OdaResult<ByteView> verifySm2Signed(const Sm2PublicKey& key, ByteView object, std::uint8_t format,
                                    ByteView alsoSigned);

}  // namespace tappay::emv
