#pragma once

#include "base/failure.h"

namespace tappay {

// What the back end says of a terminal as a whole: until it is mended no payment of it runs.
constexpr bool concernsStanding(FailureCode code) {
    switch (code) {
        case FailureCode::NotEnrolled:
        case FailureCode::TerminalUnknown:
        case FailureCode::TerminalExpired:
        case FailureCode::TerminalRevoked:
        case FailureCode::TerminalSuspended:
        case FailureCode::TerminalCloned:
            return true;
        default:
            return false;
    }
}

}  // namespace tappay
