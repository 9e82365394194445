#pragma once

#include <string_view>

#include "base/result.h"

// What the person does with a virtual device, and what is wrong with it.
namespace tappay::simulator::device {

struct Script {
    enum class Button : std::uint8_t {
        Confirm,  // "confirm"
        Refuse,   // "refuse"
        Nothing,  // "nothing": nobody presses, until another line says so
    };
    enum class Fault : std::uint8_t {
        None,              // "none"
        Tear,              // "tear": taken away while it signs
        OtherOctets,       // "other-octets": signs something else than it was given
        OtherCertificate,  // "other-certificate": shows a certificate of another device
        Slow,              // "slow": 1.5 seconds for each answer
    };
    Button button = Button::Confirm;
    unsigned pollsBefore = 2;  // how often a result is asked for in vain
    Fault fault = Fault::None;
};

// "confirm", "refuse", "nothing", or the name of a fault. InputMalformed.
Result<void> apply(Script& script, std::string_view word);

}  // namespace tappay::simulator::device
