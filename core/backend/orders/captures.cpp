#include "backend/orders/captures.h"

#include "backend/orders/question.h"

namespace tappay::backend {

using protocol::PaymentState;

Captures::Captures(const OrderBook& book, GroupCommit& records, const Answers& answers,
                   const Clock& clock)
    : m_book(book), m_records(records), m_answers(answers), m_clock(clock) {}

void Captures::capture(const protocol::CaptureRequest& request, Answered done) {
    askRecords<std::string>(
        m_records, [this, request](Records& records) { return settle(records, request); },
        std::move(done));
}

Result<std::string> Captures::settle(Records& records,
                                     const protocol::CaptureRequest& request) const {
    TAPPAY_TRY(payment, records.find(request.terminalId, request.key));
    if (!payment) return fail(FailureCode::NotFound, "no such payment");
    TAPPAY_TRY(order, records.orders().ofPayment(payment->id));
    if (payment->state == PaymentState::Approved) {
        if (!order) return fail(FailureCode::NotFound, "it pays no order");
        if (order->state == OrderState::Paying)
            TAPPAY_CHECK(pay(records, std::move(*order), request.cryptogram));
    }
    // While the network's answer is awaited none is kept.
    return payment->answer.empty() ? m_answers.sign(*payment) : std::move(payment->answer);
}

Result<void> Captures::pay(Records& records, Order order, const std::string& cryptogram) const {
    const auto next = after(order.state, OrderStep::Captured);
    if (!next) return fail(FailureCode::Internal, "an order that can't be paid");
    order.state = *next;
    order.paid = milliseconds(m_clock.now());
    TAPPAY_CHECK(records.orders().update(order));
    TAPPAY_CHECK(records.orders().keepCryptogram(order, cryptogram));
    return m_book.tell(records, order, kOrderPaid);
}

}  // namespace tappay::backend
