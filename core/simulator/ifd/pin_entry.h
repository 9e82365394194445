#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

// What a reader with keys is asked for: PIN_VERIFY of PC/SC part 10, 2.5.2.
namespace tappay::simulator::ifd {

struct PinEntry {
    std::chrono::seconds timeout{};
    unsigned minimum = 0, maximum = 0;      // digits
    bool ascii = false;                     // else packed BCD
    unsigned digitsAt = 0;                  // octet of the data field
    unsigned digitOctets = 0;               // room for the digits; 0: as many as there are
    unsigned lengthBits = 0, lengthAt = 0;  // where their number stands; bits of the data field
    std::vector<std::uint8_t> command;      // the APDU, with what the digits don't overwrite
};

// Nothing for a structure that is cut off, or asks for what this reader can't: digits that are
// justified to the right, or don't begin with a whole octet.
std::optional<PinEntry> parsePinEntry(std::span<const std::uint8_t> structure);

// The whole APDU; nothing when the digits have no room in it.
std::optional<std::vector<std::uint8_t>> commandWith(const PinEntry& entry,
                                                     std::string_view digits);

}  // namespace tappay::simulator::ifd
