#pragma once

#include "emv/generate_ac.h"
#include "emv/parameters.h"
#include "emv/verification_results.h"

namespace tappay::emv {

struct Session;

// Which cryptogram to ask the card for (EMV Book 3, 10.7; JR/T 0025.5, 13).
CryptogramType analyseTerminalAction(const Session& session);

// The same when the terminal wanted to go online and could not.
CryptogramType analyseUnableToGoOnline(const Session& session);

}  // namespace tappay::emv
