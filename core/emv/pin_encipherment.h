#pragma once

#include <optional>

#include "crypto/rsa.h"

namespace tappay::emv {

struct Session;

// Offline PIN encipherment (EMV Book 2, 7).

// The key a PIN is enciphered with: the one the card has for it, else the one it signs with (Book
// 2, 7.1). Nothing when the card has none that its issuer certified.
std::optional<crypto::RsaPublicKey> findPinKey(Session& session);

// What VERIFY carries: 7F, PIN block, the card's challenge and random octets up to the key's length
// (Book 2, 7.2). Nothing when the card gives no challenge; a failure is a lost card.
Result<std::optional<Bytes>> encipherPin(Session& session, const crypto::RsaPublicKey& key,
                                         ByteView pinBlock);

}  // namespace tappay::emv
