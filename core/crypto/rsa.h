#pragma once

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace tappay::crypto {

struct RsaPublicKey {
    Bytes modulus;   // big-endian, no leading zeros
    Bytes exponent;  // 03 or 010001
};

// X = S^e mod N without any padding (EMV Book 2, Annex B2.1). `signature` must be as long as the
// modulus. The caller checks header, trailer and hash.
Result<Bytes> rsaRecover(const RsaPublicKey& key, ByteView signature);

// Private operation for the simulated cards and their certification authority.
struct RsaPrivateKey {
    RsaPublicKey publicKey;
    SecretBytes der;  // PKCS#1/PKCS#8 DER
};
Result<RsaPrivateKey> rsaGenerate(std::size_t bits, std::uint32_t exponent);
// data.size() == modulus size, data < modulus.
Result<Bytes> rsaSignRaw(const RsaPrivateKey& key, ByteView data);

}  // namespace tappay::crypto
