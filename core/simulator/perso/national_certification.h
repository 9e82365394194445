#pragma once

#include <string>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"

// Public key certificates with SM2 and SM3 (JR/T 0025.17): everything is in clear, the signature
// stands at the end. Keys are private scalars of 32 octets, points X || Y. `expiry` is MMYY.
// CryptoFailed.
namespace tappay::simulator {

struct NationalKey {
    Bytes scalar, point;
};
Result<NationalKey> makeNationalKey(Random& random);

// Tag 90.
Result<Bytes> certifyNationalIssuer(const NationalKey& authority, ByteView issuerPoint,
                                    std::string_view prefix, std::string_view expiry);

// Tag 9F46. `staticData`: the values of the records that are input to data authentication, then the
// AIP.
Result<Bytes> certifyNationalCard(const NationalKey& issuer, ByteView cardPoint,
                                  std::string_view pan, std::string_view expiry,
                                  ByteView staticData);

}  // namespace tappay::simulator
