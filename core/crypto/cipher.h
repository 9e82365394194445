#pragma once

#include <functional>

#include "base/bytes.h"
#include "base/result.h"

// Block ciphers on OpenSSL 3 EVP. Data lengths are multiples of the block size: padding is the
// caller's, because each message format has its own. Failures: CryptoFailed.
namespace tappay::crypto {

enum class BlockCipher : std::uint8_t {
    Des,   // 8-octet key; only where a standard still names it
    Tdes,  // 16 (two-key) or 24 octets
    Aes,   // 16, 24 or 32 octets
    Sm4,   // 16 octets
};

std::size_t blockSize(BlockCipher cipher);

Result<Bytes> encryptEcb(BlockCipher cipher, ByteView key, ByteView data);
Result<Bytes> decryptEcb(BlockCipher cipher, ByteView key, ByteView data);
Result<Bytes> encryptCbc(BlockCipher cipher, ByteView key, ByteView iv, ByteView data);
Result<Bytes> decryptCbc(BlockCipher cipher, ByteView key, ByteView iv, ByteView data);

// One of the ECB functions with its key, wherever that key lives: the formats that need no more of
// a key also take this.
using BlockFunction = std::function<Result<Bytes>(ByteView blocks)>;

// ISO/IEC 9797-1 padding: method 1 zeros (nothing when already whole), method 2 80 then zeros.
Bytes padMethod1(ByteView data, std::size_t block);
Bytes padMethod2(ByteView data, std::size_t block);

// AES-256-GCM with a 96-bit nonce and a 128-bit tag.
struct Sealed {
    Bytes ciphertext;
    Bytes tag;
};
Result<Sealed> sealGcm(ByteView key, ByteView nonce, ByteView aad, ByteView plaintext);
Result<Bytes> openGcm(ByteView key, ByteView nonce, ByteView aad, ByteView ciphertext,
                      ByteView tag);

// First `length` octets of the cipher over a zero block.
Result<Bytes> checkValue(BlockCipher cipher, ByteView key, std::size_t length = 4);

}  // namespace tappay::crypto
