#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "backend/event_loop.h"
#include "base/result.h"

namespace tappay::backend {

// A signed answer for a terminal, or why there is none.
using Answer = Result<std::string>;
using Answered = std::move_only_function<void(Answer)>;

// Requests that wait for something to happen to a payment.
class Waiters {
public:
    explicit Waiters(EventLoop& loop) : m_loop(loop) {}

    // `done` is called by the next notify(), or when `limit` has passed with `meanwhile`.
    void wait(std::int64_t paymentId, Answered done, std::chrono::milliseconds limit,
              Answer meanwhile);
    void notify(std::int64_t paymentId, const Answer& answer);
    void notifyAll(const Answer& answer);

private:
    struct Waiter {
        std::uint64_t number;
        Answered done;
    };
    void expire(std::int64_t paymentId, std::uint64_t number, Answer meanwhile);

    EventLoop& m_loop;
    std::mutex m_mutex;
    std::uint64_t m_last = 0;
    std::map<std::int64_t, std::vector<Waiter>> m_waiters;
};

}  // namespace tappay::backend
