#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tappay::protocol {

using TimePoint = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

// RFC 3339 in UTC with exactly three decimals: "2026-11-22T08:00:00.000Z". The only form spoken.
std::string formatTime(std::chrono::system_clock::time_point at);
// InputMalformed for any other form and for days that don't exist.
Result<TimePoint> parseTime(std::string_view text);

}  // namespace tappay::protocol
