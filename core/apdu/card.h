#pragma once

#include <stop_token>

#include "apdu/apdu.h"
#include "base/clock.h"

namespace tappay::apdu {

// A reader with keys of its own (PC/SC part 10): the digits go from them to the card and nowhere
// else.
class PinPad {
public:
    virtual ~PinPad() = default;
    // VERIFY with the plaintext PIN block of EMV Book 3, 6.5.12, which the reader makes of what is
    // entered. Returns the card's status word. Failures: Cancelled (by the person or `stop`),
    // PinTimeout, and those of Card::transmit.
    virtual Result<Response> verifyPlaintextPin(const std::stop_token& stop) = 0;
};

// A card that is powered and connected. One caller at a time. 61xx and 6Cxx (T=0) are resolved
// inside: callers see the final answer.
class Card {
public:
    virtual ~Card() = default;
    // Failures: CardRemoved, CardChanged, CardUnresponsive, ReaderMissing, ReaderServiceDown.
    virtual Result<Response> transmit(const Command& command) = 0;
    [[nodiscard]] virtual Bytes atr() const = 0;
    // Of the reader the card is in; null when it has none. Lives as long as the card.
    [[nodiscard]] virtual PinPad* pinPad() { return nullptr; }
};

}  // namespace tappay::apdu
