#pragma once

#include <string_view>

#include "crypto/ec.h"
#include "crypto/ec_signature.h"
#include "crypto/openssl.h"

// What the private key and the verifier share; for the implementations of this room only.
namespace tappay::crypto {

constexpr std::size_t kEcCoordinate = 32;

// SM2's default user identity (GM/T 0009).
inline constexpr std::string_view kSm2UserId = "1234567812345678";

const char* opensslGroup(Curve curve);
// Key type in OpenSSL's providers: "EC" or "SM2".
const char* opensslKeyType(Curve curve);

// Fails for a point that isn't on the curve.
Result<Key> importEcPublic(const EcPublicKey& key);
// Curve and point of a key object; fails for curves other than the two.
Result<EcPublicKey> exportEcPublic(const EVP_PKEY* key);

}  // namespace tappay::crypto
