#pragma once

#include "base/bytes.h"
#include "base/result.h"

// The two forms of an EC signature: DER SEQUENCE { r, s } and raw r || s, 64 octets. CryptoFailed.
namespace tappay::crypto {

Result<Bytes> ecSignatureToRaw(ByteView der);
Result<Bytes> ecSignatureToDer(ByteView raw64);

}  // namespace tappay::crypto
