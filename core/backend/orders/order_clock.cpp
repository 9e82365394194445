#include "backend/orders/order_clock.h"

#include <algorithm>

#include "backend/iso_messages.h"
#include "backend/orders/question.h"

namespace tappay::backend {

namespace {

constexpr int kAtOnce = 100;  // so that payments needn't wait for a long transaction
constexpr std::chrono::seconds kAgain{2};

// The earlier of two times, of which 0 is never.
std::int64_t earlier(std::int64_t one, std::int64_t other) {
    if (one == 0 || other == 0) return std::max(one, other);
    return std::min(one, other);
}

}  // namespace

OrderClock::OrderClock(const OrderBook& book, GroupCommit& records, Reversals& reversals,
                       EventLoop& loop, const Clock& clock)
    : m_book(book),
      m_records(records),
      m_reversals(reversals),
      m_clock(clock),
      m_alarm(loop, clock, [this] { look(); }) {}

void OrderClock::start() {
    look();
}

void OrderClock::changed(const Order& order) {
    if (order.state == OrderState::Open) m_alarm.set(order.expires);
    if (order.state == OrderState::Paying) m_alarm.setIn(m_book.config().captureWithin);
}

void OrderClock::look() {
    askRecords<Due>(
        m_records, [this](Records& records) { return settle(records); },
        [this](Result<Due> due) {
            if (!due) return m_alarm.setIn(kAgain);
            for (const auto paymentId : due->reversed)
                m_reversals.launch(paymentId);
            if (due->next != 0) m_alarm.set(due->next);
        });
}

Result<OrderClock::Due> OrderClock::settle(Records& records) const {
    const auto now = m_clock.now();
    const auto within = m_book.config().captureWithin;
    Due due;
    TAPPAY_TRY(reversed, undo(records, milliseconds(now - within)));
    due.reversed = std::move(reversed);
    // After the payments, which may have given back what is over.
    TAPPAY_CHECK(lapse(records, milliseconds(now)));
    TAPPAY_TRY(expires, records.orders().nextLapse());
    TAPPAY_TRY(paying, records.orders().firstApproval(milliseconds(now)));
    due.next = earlier(expires, paying == 0 ? 0 : paying + within.count());
    return due;
}

Result<void> OrderClock::lapse(Records& records, std::int64_t now) const {
    TAPPAY_TRY(orders, records.orders().lapsed(now, kAtOnce));
    for (auto& order : orders)
        TAPPAY_CHECK(m_book.lapse(records, order));
    return {};
}

Result<std::vector<std::int64_t>> OrderClock::undo(Records& records, std::int64_t before) const {
    TAPPAY_TRY(late, records.orders().notCaptured(before, kAtOnce));
    std::vector<std::int64_t> begun;
    for (const auto id : late) {
        TAPPAY_TRY(payment, records.load(id));
        TAPPAY_TRY(isNew, m_reversals.begin(records, payment, kReasonOther));
        TAPPAY_CHECK(records.update(payment));
        if (isNew) begun.push_back(id);
    }
    return begun;
}

}  // namespace tappay::backend
