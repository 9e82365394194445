#pragma once

#include <span>
#include <string_view>

#include "tlv/bits.h"

// Tables of named bits; for the implementations of bits.h only.
namespace tappay::tlv {

struct Bit {
    std::size_t byte;  // from 1
    unsigned bit;      // 8 is the most significant
    std::string_view meaning;
};

// The bits that are set, in order; one that isn't in the table is "reserved".
Explanation namedBits(ByteView value, std::span<const Bit> table, std::string_view prefix = {});

Result<void> checkLength(ByteView value, std::size_t length, const char* name);

}  // namespace tappay::tlv
