#pragma once

#include "crypto/cipher.h"

// Failures: CryptoFailed, for a key of the wrong length and for the DES and SM4 forms with method 1
// padding over no data at all.
namespace tappay::crypto {

// ANSI X9.9: single-DES CBC, zero padding, 8 octets.
Result<Bytes> macX99(ByteView key8, ByteView data);
// ISO/IEC 9797-1 algorithm 3 ("retail MAC"), 8 octets, over data already padded.
Result<Bytes> macAlg3(ByteView key16, ByteView padded);
// ANSI X9.19: algorithm 3 with zero padding.
Result<Bytes> macX919(ByteView key16, ByteView data);
// The acquirer network's "ECB" MAC for field 64: 8 ASCII characters. Key 8 or 16 octets.
Result<Bytes> macCups(ByteView key, ByteView data);
// The same with a key that lives elsewhere, of DES or triple DES.
Result<Bytes> macCups(const BlockFunction& encrypt, ByteView data);
// CBC-MAC with SM4, IV 0, padding method 2: the whole last block, 16 octets.
Result<Bytes> macSm4(ByteView key16, ByteView data);
// NIST SP 800-38B with AES or two/three-key TDES.
Result<Bytes> cmac(BlockCipher cipher, ByteView key, ByteView data);
Result<Bytes> hmacSha256(ByteView key, ByteView data);

}  // namespace tappay::crypto
