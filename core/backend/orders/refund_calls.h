#pragma once

#include "backend/orders/refunds.h"
#include "backend/orders/shop_call.h"

namespace tappay::backend {

// What shops ask about the refunds of an order.
class RefundCalls {
public:
    RefundCalls(const OrderBook& book, const Refunds& refunds) : m_book(book), m_refunds(refunds) {}

    // Of the path /v1/orders/ID/refunds. MethodUnknown, InputMalformed, AmountInvalid.
    [[nodiscard]] Result<ShopWork> workOf(const ShopCall& call) const;

private:
    [[nodiscard]] Result<ShopWork> list(const ShopCall& call) const;
    [[nodiscard]] Result<ShopWork> make(const ShopCall& call) const;

    const OrderBook& m_book;
    const Refunds& m_refunds;
};

}  // namespace tappay::backend
