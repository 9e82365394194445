#pragma once

#include "apdu/apdu.h"

// Commands and status words in English, for people who read traces.
namespace tappay::apdu {

// "READ RECORD", by the instruction; empty for one the books don't know.
std::string_view nameOf(const Command& command);

// What a status word of ISO/IEC 7816-4 or the books says; empty when they don't.
std::string meaningOf(std::uint16_t sw);

}  // namespace tappay::apdu
