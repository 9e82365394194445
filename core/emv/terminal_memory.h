#pragma once

#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace tappay::emv {

// What the terminal knows about cards from other transactions (EMV Book 3, 10.6; Book 4, 6.3.5).
class TerminalMemory {
public:
    virtual ~TerminalMemory() = default;
    // `pan` as ASCII digits. `panSequence` is two digits, or empty when the card has none.
    [[nodiscard]] virtual bool isOnExceptionFile(ByteView pan, std::string_view panSequence) = 0;
    // Approved amounts of the same card in the present batch, minor units: the floor limit counts
    // them together with the present one, against split sales.
    [[nodiscard]] virtual std::int64_t recentAmount(ByteView pan) = 0;
    // Asked once for each cryptogram that goes to the issuer, and remembered: no card uses its
    // transaction counter (9F36) twice or counts back, and no terminal its number (9F37).
    struct Seen {
        bool counter = false;  // this one or a higher one, of the same card
        bool number = false;   // of this terminal
    };
    [[nodiscard]] virtual Seen see(ByteView pan, std::string_view panSequence, std::uint16_t atc,
                                   ByteView unpredictableNumber) = 0;
};

}  // namespace tappay::emv
