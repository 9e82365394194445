#pragma once

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "crypto/cipher.h"

// ISO 9564-1. The only place where PIN and PAN meet. `pin` and `pan` are ASCII digits; a PIN has
// 4 to 12 digits, else InputMalformed.
namespace tappay::crypto {

// Format 0: 8 octets, clear.
Result<SecretBytes> pinBlockFormat0(ByteView pin, ByteView pan);
// Format 2, for VERIFY to the card only: 8 octets.
Result<SecretBytes> pinBlockFormat2(ByteView pin);
// Format 0 enciphered under a two-key TDES PIN key: 8 octets.
Result<Bytes> encipherPinFormat0(ByteView pik16, ByteView pin, ByteView pan);
// Format 4 enciphered under an AES PIN key: 16 octets. Same PIN twice gives different blocks.
Result<Bytes> encipherPinFormat4(ByteView aesKey, ByteView pin, ByteView pan, Random& random);
// The receiving side.
Result<SecretBytes> decipherPinFormat0(ByteView pik16, ByteView block, ByteView pan);
Result<SecretBytes> decipherPinFormat4(ByteView aesKey, ByteView block, ByteView pan);

// The same with a key that lives elsewhere.
Result<Bytes> encipherPinFormat0(const BlockFunction& encrypt, ByteView pin, ByteView pan);
Result<Bytes> encipherPinFormat4(const BlockFunction& encrypt, ByteView pin, ByteView pan,
                                 Random& random);
Result<SecretBytes> decipherPinFormat0(const BlockFunction& decrypt, ByteView block, ByteView pan);
Result<SecretBytes> decipherPinFormat4(const BlockFunction& decrypt, ByteView block, ByteView pan);

}  // namespace tappay::crypto
