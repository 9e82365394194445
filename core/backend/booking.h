#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tappay::backend {

// Whether the network has booked what it was told, by the response code of its answer (empty:
// none); nothing while it has not decided. `attempt` counts from 0: a repetition that is a
// duplicate was booked before.
std::optional<bool> isBooked(const std::string& responseCode, std::uint32_t attempt);

}  // namespace tappay::backend
