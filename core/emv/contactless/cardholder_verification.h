#pragma once

#include "emv/contactless/tap.h"

namespace tappay::emv::contactless {

enum class Cvm : std::uint8_t { None, ConsumerDevice, OnlinePin, Signature, Impossible };

// By what the terminal can do and wants (TTQ) and what the card wants (CTQ, absent when it says
// nothing).
Cvm chooseCvm(const Ttq& ttq, const std::optional<Ctq>& ctq, bool offline);

// Cardholder verification (JR/T 0025.12; EMV Contactless Book C-3, 5.7). The card has left, so that
// a PIN may take its time. `offline`: nobody is there to check a PIN. False when nothing that is
// wanted can be done. Failures: Cancelled, PinTimeout, PinRequired.
Result<bool> verifyCardholder(Tap& tap, bool offline);

}  // namespace tappay::emv::contactless
