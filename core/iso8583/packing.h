#pragma once

#include <optional>

#include "base/bytes.h"

// Digits as packed BCD, and the fixed places of a frame; for the implementations of this room only.
namespace tappay::iso8583 {

// Frame without its length header: TPDU, application header, message type, bitmap.
constexpr std::size_t kTpduOctets = 5;
constexpr std::size_t kHeaderOctets = 6;
constexpr std::size_t kMtiOctets = 2;
constexpr std::size_t kBitmapOctets = 8;
constexpr std::size_t kPrologueOctets = kTpduOctets + kHeaderOctets;
constexpr std::size_t kSmallestFrame = kPrologueOctets + kMtiOctets + kBitmapOctets;
constexpr std::size_t kMacOctets = 8;
constexpr std::uint8_t kTpduId = 0x60;

enum class Align : std::uint8_t { Left, Right };
enum class Alphabet : std::uint8_t { Digits, Track };  // Track: also 'D', and '=' read as 'D'

// An odd count gets a zero nibble on the free side. Nothing when a character is foreign.
std::optional<Bytes> pack(ByteView text, Align align, Alphabet alphabet);

// The first or last `count` nibbles. Nothing for a nibble outside the alphabet, or when the free
// nibble isn't 0 (or F, with `padF`).
std::optional<Bytes> unpack(ByteView packed, std::size_t count, Align align, Alphabet alphabet,
                            bool padF);

}  // namespace tappay::iso8583
