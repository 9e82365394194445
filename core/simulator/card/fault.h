#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// What can be made to go wrong while a card is used. APDUs are counted from 1 at each insertion.
namespace tappay::simulator {

struct Fault {
    enum class Kind : std::uint8_t {
        Tear,      // "tear@N": the card is pulled out before it answers APDU N
        Lost,      // "lost@N": the card has done what APDU N asks for, its answer never arrives
        Delay,     // "delay@N:MS": the answer comes MS milliseconds late
        Status,    // "sw@N:6985": this status word instead of the answer
        Truncate,  // "truncate@N:LEN": only the first LEN octets of the answer
        Swap,      // "swap@N:CARD": the card is exchanged for another one before APDU N
    };
    Kind kind = Kind::Tear;
    unsigned at = 1;
    std::chrono::milliseconds delay{};
    std::uint16_t sw = 0;
    std::size_t length = 0;
    std::string card;
    bool always = false;  // ",always": at every insertion, not only the next

    friend bool operator==(const Fault&, const Fault&) = default;
};

// InputMalformed with what is wrong with `spec`.
Result<Fault> parseFault(std::string_view spec);

// Those that are due at APDU number `count`; spent ones are taken out of `faults`.
std::vector<Fault> takeDue(std::vector<Fault>& faults, unsigned count);

}  // namespace tappay::simulator
