#pragma once

#include <variant>
#include <vector>

#include "protocol/confirmation.h"
#include "protocol/pairing.h"

// What is told to phones and terminals: docs/protocol.md, "Push".
namespace tappay::protocol {

constexpr std::size_t kMostEvents = 8;     // in one answer
constexpr std::int64_t kLongestWait = 25;  // seconds

// By a terminal, or by a phone.
struct PushQuestion {
    std::string terminalId;  // empty for a phone
    PhoneSender from;        // its `time` for both
    std::int64_t cursor = 0;
    std::int64_t wait = 0;  // seconds
};

using Event = std::variant<Confirmation, Pairing>;

struct Events {
    std::string to;  // terminal id, or the id of a phone
    std::int64_t cursor = 0;
    std::vector<Event> events;  // oldest first
    std::string time, asked;
};

std::string encode(const PushQuestion& question);
std::string encode(const Events& events);
Result<PushQuestion> decodePushQuestion(std::string_view json);
Result<Events> decodeEvents(std::string_view json);

}  // namespace tappay::protocol
