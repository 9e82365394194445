#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/money.h"

namespace tappay::backend {

// The numbers are stored.
enum class OrderState : std::uint8_t {
    Open = 0,
    Paying = 1,  // a payment has it
    Paid = 2,
    Expired = 3,
};
inline constexpr OrderState kOrderStates[] = {OrderState::Open, OrderState::Paying,
                                              OrderState::Paid, OrderState::Expired};

// What can happen to an order.
enum class OrderStep : std::uint8_t {
    Taken,      // by a payment that was put on record
    GivenBack,  // that payment was declined or undone
    Captured,   // the card has completed it
    Lapsed,     // its time is over, or the shop doesn't want it any more
};

// Nothing where the step isn't possible in that state.
std::optional<OrderState> after(OrderState state, OrderStep step);
std::string_view nameOf(OrderState state);

// One row: an order of a shop and what became of it.
struct Order {
    std::int64_t row = 0;
    std::string id;          // UUIDv7
    std::string merchantId;  // whose it is
    std::string reference;   // the shop's own number, unique for the shop
    Bytes digest;            // of what the shop asked for
    Money amount;
    OrderState state = OrderState::Open;
    std::int64_t paymentId = 0;  // the payment that has it, 0 for none
    std::string returnUrl;       // empty for none
    // Milliseconds since 1970, UTC. `expires` may be earlier than what was signed: the shop has
    // ended it.
    std::int64_t created = 0, expires = 0;
    std::int64_t paid = 0;      // 0 while it isn't
    std::int64_t refunded = 0;  // minor units the network has booked back
    std::string signedOrder;    // protocol::Order, as terminals get it
};

}  // namespace tappay::backend
