#pragma once

#include <atomic>

#include "backend/http.h"
#include "backend/orders/order_book.h"
#include "backend/orders/shop_call.h"
#include "backend/waiters.h"

namespace tappay::backend {

// What the payment page asks of one order, from any origin and without a key: its id can't be
// guessed.
class OrderPages {
public:
    static constexpr int kMostWaiting = 512;  // the others are answered at once

    OrderPages(const OrderBook& book, GroupCommit& records, EventLoop& loop);

    static bool takes(std::string_view target);
    void handle(HttpRequest request, HttpReply reply);
    void endWaits();
    // Whoever waits for this order asks again.
    void changed(const Order& order) { m_waiters.notify(order.row, std::string()); }

private:
    struct Question {
        std::string id, state;
        std::chrono::seconds wait{0};
    };
    static Result<Question> read(const ShopCall& call);
    void ask(Question question, HttpReply reply);
    void wait(std::int64_t row, const Question& question, const std::string& page, HttpReply reply);

    const OrderBook& m_book;
    GroupCommit& m_records;
    Waiters m_waiters;
    std::atomic<int> m_waiting = 0;
    std::atomic<bool> m_ended = false;
};

}  // namespace tappay::backend
