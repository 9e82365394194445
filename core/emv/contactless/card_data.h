#pragma once

#include "emv/contactless/tap.h"

namespace tappay::emv::contactless {

// Takes a data object the card gave, in its processing options or in a record. CardDataMalformed
// when it has a wrong length, names another amount, or differs from what the card said before.
Result<void> takeObject(Tap& tap, tlv::Tag tag, ByteView value);

// What neither an approval nor a question to the issuer can do without: a card number, which track
// 2 may give alone. CardDataMalformed.
Result<void> completeCardNumber(DataStore& data);

}  // namespace tappay::emv::contactless
