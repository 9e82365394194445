#pragma once

#include <vector>

#include "backend/keys/key_handle.h"
#include "base/result.h"

// Field 62 of the reply to a sign-on (0810): working keys under the terminal's key of the network,
// each followed by the first four octets of its cipher over zeros.
namespace tappay::backend::keys {

struct EncipheredKey {
    KeyPurpose purpose;
    KeyAlgorithm algorithm;
    Bytes enciphered;
    Bytes checkValue;
};

// By its length: 24 (2 x 8+4), 40 (2 x 16+4), 56 (2 x 24+4), 60 (3 x 16+4) or 84 (3 x 24+4); PIN,
// MAC and, third, track key. A single-length MAC key in a slot of 16 is followed by zeros. Under
// AES or SM4 the keys are of the same kind and the slots of 16. KeyRejected for any other length.
Result<std::vector<EncipheredKey>> splitField62(ByteView field62, KeyAlgorithm networkMaster);

}  // namespace tappay::backend::keys
