#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Misbehaviour of the network on demand, by --fault or by the last two digits of an amount.
namespace tappay::simulator::network {

enum class FaultKind : std::uint8_t {
    NoAnswer,          // processed, never answered
    Late,              // processed, answered after `delay`
    Twice,             // the same answer two times
    WrongMac,          // field 64 does not fit
    WrongField,        // `field` differs from the request; field 64 fits unless it is the field
    CutBefore,         // connection closed, nothing processed
    CutAfter,          // processed, connection closed instead of an answer
    Code,              // refused with `code`
    Script71,          // approved with a script for before the second GENERATE AC
    Script72,          // ... and for after it
    ReversalNoAnswer,  // the reversal is processed, never answered
    ReversalCode,      // the reversal is not processed, answered with `code`
};

struct Fault {
    FaultKind kind = FaultKind::NoAnswer;
    std::optional<unsigned> at = {};  // the Nth 0200 (or 0400), counted from 1; nothing means each
    std::chrono::milliseconds delay{0};
    std::string field = {};  // "type", "3", "4", "11", "41", "42" or "64"
    std::string code = {};   // field 39

    [[nodiscard]] bool forReversal() const;
    [[nodiscard]] bool hits(unsigned count) const { return !at || *at == count; }
    friend bool operator==(const Fault&, const Fault&) = default;
};

// "no-answer@2", "late@1:1500", "wrong-field@*:41", "reversal-code@1:25" ... docs/sandbox.md lists
// all. InputMalformed names the specification.
Result<Fault> parseFault(std::string_view text);

// What the last two digits of an amount ask for; nothing for most.
std::optional<Fault> faultOfAmount(std::int64_t minor);

// The first fault that applies to the `count`th message.
const Fault* faultFor(const std::vector<Fault>& faults, bool reversal, unsigned count);

}  // namespace tappay::simulator::network
