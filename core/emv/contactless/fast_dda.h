#pragma once

#include "emv/contactless/tap.h"

namespace tappay::emv::contactless {

// Fast DDA (JR/T 0025.12; EMV Book 2, 6.5; JR/T 0025.17): the card signed its transaction counter
// and what the terminal sent with GET PROCESSING OPTIONS. Runs when the card has left; needs no
// command. False when it failed, and the TVR says so.
bool authenticateFast(Tap& tap);

}  // namespace tappay::emv::contactless
