#include "backend/waiters.h"

#include <algorithm>

namespace tappay::backend {

void Waiters::wait(std::int64_t paymentId, Answered done, std::chrono::milliseconds limit,
                   Answer meanwhile) {
    std::uint64_t number = 0;
    {
        const std::scoped_lock lock(m_mutex);
        number = ++m_last;
        m_waiters[paymentId].push_back({number, std::move(done)});
    }
    m_loop.after(limit, [this, paymentId, number, answer = std::move(meanwhile)]() mutable {
        expire(paymentId, number, std::move(answer));
    });
}

void Waiters::notify(std::int64_t paymentId, const Answer& answer) {
    std::vector<Waiter> waiters;
    {
        const std::scoped_lock lock(m_mutex);
        auto node = m_waiters.extract(paymentId);
        if (node.empty()) return;
        waiters = std::move(node.mapped());
    }
    for (auto& waiter : waiters)
        waiter.done(answer);
}

void Waiters::notifyAll(const Answer& answer) {
    std::map<std::int64_t, std::vector<Waiter>> all;
    {
        const std::scoped_lock lock(m_mutex);
        all.swap(m_waiters);
    }
    for (auto& [id, waiters] : all)
        for (auto& waiter : waiters)
            waiter.done(answer);
}

void Waiters::expire(std::int64_t paymentId, std::uint64_t number, Answer meanwhile) {
    Answered done;
    {
        const std::scoped_lock lock(m_mutex);
        const auto list = m_waiters.find(paymentId);
        if (list == m_waiters.end()) return;
        const auto waiter = std::ranges::find(list->second, number, &Waiter::number);
        if (waiter == list->second.end()) return;
        done = std::move(waiter->done);
        list->second.erase(waiter);
        if (list->second.empty()) m_waiters.erase(list);
    }
    done(std::move(meanwhile));
}

}  // namespace tappay::backend
