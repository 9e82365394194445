#pragma once

#include "base/result.h"
#include "base/secret.h"

// AES key wrap with padding (RFC 5649): a key enciphered and made safe against changes, for keeping
// it at rest. The same key gives the same octets.
namespace tappay::crypto {

// `under`: AES-256. CryptoFailed for another length or an empty key.
Result<Bytes> wrapKey(ByteView under, ByteView key);
// CryptoFailed when one bit differs or it was wrapped under another key.
Result<SecretBytes> unwrapKey(ByteView under, ByteView wrapped);

}  // namespace tappay::crypto
