#pragma once

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace tappay::crypto {

struct RsaPublicKey {
    Bytes modulus;   // big-endian, no leading zeros
    Bytes exponent;  // 03 or 010001
    friend bool operator==(const RsaPublicKey&, const RsaPublicKey&) = default;
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

// RSAES-OAEP with SHA-256 for hash and mask (RFC 8017, 7.1). CryptoFailed; a modulus below 2048
// bits is refused.
Result<Bytes> rsaEncryptOaep(const RsaPublicKey& key, ByteView label, ByteView data);
Result<SecretBytes> rsaDecryptOaep(const RsaPrivateKey& key, ByteView label, ByteView data);

}  // namespace tappay::crypto
