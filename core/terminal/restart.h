#pragma once

#include "terminal/record.h"

// What a new start of the program makes of a payment it finds in the journal.
namespace tappay::terminal {

// A card that was about to pay by itself may have done so.
Event eventOfRestart(const Record& record);

// Why a payment is where a restart puts it; `record` is as it was before.
void explainRestart(Record& record);
// The same for a card in doubt; `record` is as it became.
void explainDoubt(Record& record);

}  // namespace tappay::terminal
