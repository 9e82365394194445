#pragma once

#include <cstdint>
#include <string_view>

namespace tappay::iso8583 {

enum class Kind : std::uint8_t {
    Numeric,  // digits, packed BCD
    Track,    // digits and '=' or 'D', packed BCD with D
    Text,     // one octet a character
    Binary,   // raw octets
};

enum class Length : std::uint8_t { Fixed, Ll, Lll };

struct Field {
    int number = 0;
    std::string_view name;
    Kind kind = Kind::Numeric;
    Length length = Length::Fixed;
    int max = 0;                // digits for Numeric and Track, octets for Text and Binary
    bool rightAligned = false;  // odd fixed numerics: 23 is "0001", 22 is "0510"
};

inline constexpr int kPinField = 52;

// nullptr when the CUPS dialect has no such field.
const Field* field(int number);

}  // namespace tappay::iso8583
