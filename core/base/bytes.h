#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tappay {

// Octets in the order they travel. Multi-byte numbers inside them are big-endian unless a header
// says otherwise.
using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// Upper-case hexadecimal, no separators.
std::string toHex(ByteView bytes);

// Accepts upper and lower case and blanks between octets; fails with InputMalformed on an odd
// number of digits or any other character.
Result<Bytes> fromHex(std::string_view text);

// Lengths may be public; contents are compared in constant time.
bool equalConstantTime(ByteView a, ByteView b);

void append(Bytes& to, ByteView more);
Bytes concat(std::initializer_list<ByteView> parts);
Bytes toBytes(std::string_view text);
ByteView asBytes(std::string_view text);
std::string toText(ByteView bytes);

}  // namespace tappay
