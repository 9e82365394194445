#pragma once

#include "crypto/certificate.h"

namespace tappay::backend {

// Whether a security device has signed `message` with the key of its certificate: ECDSA with
// SHA-256 on P-256 (r || s), or RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2), as the key is.
bool verifyDeviceSignature(const crypto::CertifiedKey& key, ByteView message, ByteView signature);

}  // namespace tappay::backend
