#pragma once

#include "backend/orders/alarm.h"
#include "backend/orders/order_book.h"
#include "backend/reversals.h"

namespace tappay::backend {

// What happens to orders by time alone: they expire, and a payment that its card has not completed
// is undone. Across restarts; a timer is set for the next of them and for nothing else.
class OrderClock {
public:
    OrderClock(const OrderBook& book, GroupCommit& records, Reversals& reversals, EventLoop& loop,
               const Clock& clock);

    // Looks what is due, now and from then on.
    void start();
    void changed(const Order& order);

private:
    struct Due {
        std::vector<std::int64_t> reversed;
        std::int64_t next = 0;
    };
    void look();
    Result<Due> settle(Records& records) const;
    Result<void> lapse(Records& records, std::int64_t now) const;
    Result<std::vector<std::int64_t>> undo(Records& records, std::int64_t before) const;

    const OrderBook& m_book;
    GroupCommit& m_records;
    Reversals& m_reversals;
    const Clock& m_clock;
    Alarm m_alarm;
};

}  // namespace tappay::backend
