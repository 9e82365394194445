#pragma once

#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"

namespace tappay::simulator::network {

// Field 62 of the answer to a sign-on: each key enciphered by triple DES under the terminal's
// master key, then the first four octets of its own cipher over zeros. All keys are of 16 octets,
// but for a MAC key of 8, whose slot is filled up with zeros.
Result<Bytes> workingKeys(const SecretBytes& masterKey, std::span<const ByteView> keys);
// The same back, all of 16 octets. CryptoFailed when a check value differs.
Result<std::vector<SecretBytes>> openWorkingKeys(const SecretBytes& masterKey, ByteView field62);

}  // namespace tappay::simulator::network
