#pragma once

#include "base/bytes.h"

namespace tappay::crypto {

Bytes sha1(ByteView data);
Bytes sha256(ByteView data);
Bytes sm3(ByteView data);
// HKDF with SHA-256 (RFC 5869). Empty when `length` is 0 or above 255 * 32 octets.
Bytes hkdfSha256(ByteView secret, ByteView salt, ByteView info, std::size_t length);
// Concat KDF with SHA-256 (NIST SP 800-56A 5.8.1), as JWE's ECDH-ES uses it. Empty
// when `secret` is empty or `length` is 0.
Bytes concatKdf(ByteView secret, std::size_t length, ByteView otherInfo);

}  // namespace tappay::crypto
