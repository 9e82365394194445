#pragma once

#include "apdu/apdu.h"
#include "base/clock.h"

namespace tappay::apdu {

// A card that is powered and connected. One caller at a time. 61xx and 6Cxx (T=0) are resolved
// inside: callers see the final answer.
class Card {
public:
    virtual ~Card() = default;
    // Failures: CardRemoved, CardChanged, CardUnresponsive, ReaderMissing, ReaderServiceDown.
    virtual Result<Response> transmit(const Command& command) = 0;
    [[nodiscard]] virtual Bytes atr() const = 0;
};

}  // namespace tappay::apdu
