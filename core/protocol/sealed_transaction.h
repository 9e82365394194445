#pragma once

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

// The card of one authorisation on its way, sealed under its transaction key (sign_on.h):
// number of the sealing in this sign-on (4 octets), nonce (12), ciphertext, tag (16). AES-256-GCM;
// the number is its additional data.
namespace tappay::protocol {

// Numbers of a sign-on begin with 1. InputMalformed for number 0 and for more than 8 KiB.
Result<Bytes> sealTransaction(const SecretBytes& transactionKey, std::uint32_t number,
                              ByteView card, Random& random);

struct OpenedTransaction {
    std::uint32_t number;  // whoever opens it sees that it is above the last one
    SecretBytes card;
};
// CryptoFailed when the key or one bit differs.
Result<OpenedTransaction> openTransaction(ByteView transactionKey, ByteView sealed);

}  // namespace tappay::protocol
