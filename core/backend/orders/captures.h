#pragma once

#include "backend/orders/order_book.h"
#include "backend/waiters.h"

namespace tappay::backend {

// The last step of a payment of an order: the card has completed, so the order is paid.
class Captures {
public:
    Captures(const OrderBook& book, GroupCommit& records, const Answers& answers,
             const Clock& clock);

    // Order, webhook and the end of undoing are one step. Answers with the payment: Approved means
    // captured, now or before. NotFound for an unknown key and for one that pays no order.
    void capture(const protocol::CaptureRequest& request, Answered done);

private:
    Result<std::string> settle(Records& records, const protocol::CaptureRequest& request) const;
    Result<void> pay(Records& records, Order order, const std::string& cryptogram) const;

    const OrderBook& m_book;
    GroupCommit& m_records;
    const Answers& m_answers;
    const Clock& m_clock;
};

}  // namespace tappay::backend
