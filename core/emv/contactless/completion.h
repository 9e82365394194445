#pragma once

#include "emv/completion.h"
#include "emv/contactless/tap.h"

// The ways a tap comes to its end when the card has left. The card is not needed again: there is no
// second cryptogram, no issuer authentication and no script (JR/T 0025.12).
namespace tappay::emv::contactless {

// The card declined (AAC), or the terminal in its place.
Ending decline(Tap& tap, std::string why);
// The card has paid and the terminal can't accept it. That ends the payment: asked for elsewhere it
// would be paid twice.
Ending refusePaid(Tap& tap, std::string why);
// The card asks the issuer (ARQC).
TapResult<Ending> completeOnline(Tap& tap);
// The card approved (TC), and the terminal has its own checks. With `torn` the card is one that
// came back, and one that can't authenticate itself is another.
TapResult<Ending> completeOffline(Tap& tap, const std::shared_ptr<const Torn>& torn = nullptr);

}  // namespace tappay::emv::contactless
