#pragma once

#include "crypto/ec.h"
#include "crypto/rsa.h"

namespace tappay::simulator {

// A signature giving message recovery (EMV Book 2, A2.1): 6A || recovered || SHA-1(recovered ||
// notRecovered) || BC, raised to the private exponent. `recovered` is first filled with BB on the
// right to the N - 22 octets that the key can hold. CryptoFailed when it is longer.
Result<Bytes> signWithRecovery(const crypto::RsaPrivateKey& key, ByteView recovered,
                               ByteView notRecovered);

// An SM2 signature, r || s, 64 octets (JR/T 0025.17). CryptoFailed.
Result<Bytes> signSm2(ByteView scalar, ByteView message);

}  // namespace tappay::simulator
