#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "tlv/tlv.h"

namespace tappay::tlv {

// How a value is cut or padded to the length a DOL asks for (EMV Book 3, 5.4).
enum class Format : std::uint8_t { Binary, Numeric, CompressedNumeric, Text };

struct DolEntry {
    Tag tag = 0;
    std::uint8_t length = 0;
    friend bool operator==(const DolEntry&, const DolEntry&) = default;
};

Result<std::vector<DolEntry>> parseDol(ByteView dol);

// The value of a tag, or nothing when it is unknown or absent.
using ValueSource = std::function<std::optional<Bytes>(Tag)>;

// The concatenation the card asked for; unknown, absent and constructed tags become zeros.
Bytes buildDol(const std::vector<DolEntry>& dol, const ValueSource& source);

// Cuts or pads one value to `length` by the rules of its format.
Bytes fit(ByteView value, Format format, std::size_t length);

}  // namespace tappay::tlv
