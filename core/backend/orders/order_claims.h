#pragma once

#include "backend/orders/order_book.h"
#include "backend/orders/spending_limits.h"

namespace tappay::backend {

// Joins a payment and the order it pays, inside the job that puts the payment on record. That the
// order is given back when the payment fails is the records' own: OrderRecords::follow().
class OrderClaims {
public:
    explicit OrderClaims(const OrderBook& book) : m_book(book) {}

    // Before anybody pays.
    void setLimits(SpendingLimits* limits) { m_limits = limits; }

    // The order, when this payment may have it. Else, with nothing written: NotFound; OrderInvalid
    // for another amount, currency or merchant; OrderExpired, OrderInProgress, OrderPaid;
    // LimitExceeded.
    Result<Order> find(Records& records, const Payment& payment, const std::string& id) const;
    // For a payment of no order: LimitExceeded.
    Result<void> checkLimits(Records& records, const Payment& payment) const;
    // `payment` has its row now.
    Result<void> take(Records& records, Order order, const Payment& payment) const;

private:
    const OrderBook& m_book;
    SpendingLimits* m_limits = nullptr;
};

// Why nobody can pay it now, if so: OrderExpired, OrderInProgress, OrderPaid.
Result<void> checkPayable(const Order& order);

}  // namespace tappay::backend
