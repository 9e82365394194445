#pragma once

#include "base/result.h"

namespace tappay::emv {

struct Session;

// Cardholder verification by the card's CVM list (EMV Book 3, 10.5; Book 4, 6.3.4). The findings
// go into TVR, TSI and CVM results (9F34); the session learns whether a signature is needed.
// Failures: Cancelled, PinTimeout, and CardDataMalformed for a list that is none.
Result<void> verifyCardholder(Session& session);

}  // namespace tappay::emv
