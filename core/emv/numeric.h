#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/clock.h"

// The numeric formats of EMV Book 3, 4.3 and the dates written in them.
namespace tappay::emv {

// Format n: right-justified decimal digits, two in an octet. Surplus leading digits are lost.
Bytes toNumeric(std::uint64_t value, std::size_t octets);

// Format n; nothing when a nibble is not a digit.
std::optional<std::uint64_t> fromNumeric(ByteView value);

// Format b: big-endian.
std::uint64_t fromBinary(ByteView value);
Bytes toBinary(std::uint64_t value, std::size_t octets);

// Format cn: digits, then only F to the end; nothing when it is otherwise. May be a card number:
// the caller wipes it.
std::optional<std::string> digitsOf(ByteView value);

// Days and months as plain numbers, 20261122 and 202611, so that they compare as they follow.
std::uint32_t dayOf(const LocalTime& time);
// YYMMDD; years 50 to 99 are of the last century (Book 4, 6.7.3). Nothing when no such day is.
std::optional<std::uint32_t> parseDay(ByteView yymmdd);
// MMYY of a certificate.
std::optional<std::uint32_t> parseMonth(ByteView mmyy);

}  // namespace tappay::emv
