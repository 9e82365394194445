#pragma once

#include "base/result.h"

namespace tappay::emv {

struct Session;

// The terminal's exception file, and if the card wants them floor limit, random selection and
// velocity checking (EMV Book 3, 10.6; Book 4, 6.3.5; JR/T 0025.5, 12). The findings go into the
// TVR; only a lost card ends the transaction.
Result<void> manageTerminalRisk(Session& session);

}  // namespace tappay::emv
