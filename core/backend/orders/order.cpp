#include "backend/orders/order.h"

namespace tappay::backend {

namespace {

struct Change {
    OrderState from;
    OrderStep step;
    OrderState to;
};

// Whatever isn't here can't happen. While it is being paid an order doesn't lapse: that waits for
// how the payment ends.
constexpr Change kChanges[] = {
    {OrderState::Open, OrderStep::Taken, OrderState::Paying},
    {OrderState::Open, OrderStep::Lapsed, OrderState::Expired},
    {OrderState::Paying, OrderStep::GivenBack, OrderState::Open},
    {OrderState::Paying, OrderStep::Captured, OrderState::Paid},
};

}  // namespace

std::optional<OrderState> after(OrderState state, OrderStep step) {
    for (const auto& change : kChanges)
        if (change.from == state && change.step == step) return change.to;
    return {};
}

std::string_view nameOf(OrderState state) {
    switch (state) {
        case OrderState::Open:
            return "open";
        case OrderState::Paying:
            return "paying";
        case OrderState::Paid:
            return "paid";
        case OrderState::Expired:
            return "expired";
    }
    return "";
}

}  // namespace tappay::backend
