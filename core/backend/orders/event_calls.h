#pragma once

#include "backend/orders/order_book.h"
#include "backend/orders/shop_call.h"

namespace tappay::backend {

// What shops ask about the events they were told, or should have been.
class EventCalls {
public:
    explicit EventCalls(const Clock& clock) : m_clock(clock) {}

    // NotFound, MethodUnknown, InputMalformed.
    [[nodiscard]] Result<ShopWork> workOf(const ShopCall& call) const;

private:
    static Result<ShopWork> list(const ShopCall& call);
    [[nodiscard]] Result<ShopWork> resend(const ShopCall& call) const;

    const Clock& m_clock;
};

}  // namespace tappay::backend
