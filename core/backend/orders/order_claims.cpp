#include "backend/orders/order_claims.h"

namespace tappay::backend {

Result<void> checkPayable(const Order& order) {
    switch (order.state) {
        case OrderState::Open:
            return {};
        case OrderState::Paying:
            return fail(FailureCode::OrderInProgress, "another payment has it");
        case OrderState::Paid:
            return fail(FailureCode::OrderPaid);
        case OrderState::Expired:
            break;
    }
    return fail(FailureCode::OrderExpired);
}

Result<Order> OrderClaims::find(Records& records, const Payment& payment,
                                const std::string& id) const {
    TAPPAY_TRY(order, m_book.find(records, id));
    if (!order) return fail(FailureCode::NotFound, "no such order");
    if (order->merchantId != payment.merchantId)
        return fail(FailureCode::OrderInvalid, "another merchant's");
    if (order->amount != payment.amount) return fail(FailureCode::OrderInvalid, "another amount");
    TAPPAY_CHECK(checkPayable(*order));
    TAPPAY_CHECK(checkLimits(records, payment));
    return std::move(*order);
}

Result<void> OrderClaims::checkLimits(Records& records, const Payment& payment) const {
    return m_limits != nullptr ? m_limits->check(records, payment) : Result<void>();
}

Result<void> OrderClaims::take(Records& records, Order order, const Payment& payment) const {
    const auto next = after(order.state, OrderStep::Taken);
    if (!next) return fail(FailureCode::Internal, "an order that can't be taken");
    order.state = *next;
    order.paymentId = payment.id;
    return records.orders().update(order);
}

}  // namespace tappay::backend
