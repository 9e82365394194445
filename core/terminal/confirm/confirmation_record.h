#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/result.h"
#include "protocol/confirmation.h"

namespace tappay::terminal {

// What is known of one payment that is confirmed on a phone: what the person wished for, and what
// the back end has signed about it.
struct ConfirmationRecord {
    using Time = std::chrono::sys_time<std::chrono::milliseconds>;

    protocol::ConfirmationIntent intent;               // its time: when it began
    std::optional<protocol::ConfirmationState> state;  // nothing: no answer yet
    protocol::ConfirmationReason reason = protocol::ConfirmationReason::None;
    // All of it as told; empty before.
    std::string id;
    Bytes request;  // canonical
    std::string phone, phoneName, device;
    std::string payment;             // compact, verified
    std::optional<Failure> failure;  // why the back end took the wish for none
    bool withdrawing = false;        // a person wants it taken back
    Time began, changed;

    [[nodiscard]] bool isOpen() const { return !state || !protocol::isEnd(*state); }
    // Not only here: the back end has it.
    [[nodiscard]] bool isTold() const { return !id.empty(); }
};

}  // namespace tappay::terminal
