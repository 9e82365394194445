#pragma once

#include <chrono>

#include "base/bytes.h"

namespace tappay::simulator {

// How long a tapped card and the air take: 106 kbit/s with its framing, and what a card computes.
// A virtual card without this answers at once.
std::chrono::microseconds contactlessDuration(ByteView command, ByteView response);

}  // namespace tappay::simulator
