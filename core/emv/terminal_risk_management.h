#pragma once

#include "base/result.h"

namespace tappay::emv {

struct Session;

// Floor limit, random selection and velocity checking, if the card wants them (EMV Book 3, 10.6;
// JR/T 0025.5, 12). The findings go into the TVR; only a lost card ends the transaction.
Result<void> manageTerminalRisk(Session& session);

}  // namespace tappay::emv
