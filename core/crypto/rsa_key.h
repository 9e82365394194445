#pragma once

#include "crypto/openssl.h"
#include "crypto/rsa.h"

// RSA keys as OpenSSL's objects and back; for the implementations of this room only.
namespace tappay::crypto {

Result<Key> importRsaPublic(const RsaPublicKey& key);
Result<Key> importRsaPrivate(const RsaPrivateKey& key);
Result<RsaPublicKey> exportRsaPublic(const EVP_PKEY* key);

}  // namespace tappay::crypto
