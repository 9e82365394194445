#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"

namespace tappay::backend {

// The numbers are stored.
enum class RefundState : std::uint8_t {
    Pending = 0,  // the network has not answered yet
    Done = 1,
    Refused = 2,
};

// A part of a paid order, or all of it, on its way back to the card.
struct Refund {
    std::int64_t row = 0;
    std::string id;  // UUIDv7
    std::int64_t orderRow = 0;
    std::string reference;    // the shop's own number, unique for the order
    std::int64_t amount = 0;  // minor units of the order's currency
    RefundState state = RefundState::Pending;
    std::uint32_t batch = 0, stan = 0;  // under which the network is told, however often
    std::uint32_t attempts = 0;
    std::string responseCode, networkReference;
    std::int64_t created = 0, answered = 0;  // milliseconds since 1970, UTC
    Bytes keptCard;                          // sealed as its payment's; empty once answered
};

}  // namespace tappay::backend
