#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "terminal/payments.h"

namespace tappay::terminal {

// Asks for the truth of every open result until it is known: first the status, then the undo; tells
// the back end that an order is paid, until that has an answer or the status tells what became of
// it; and tells the bank what cards have paid by themselves, in the order in which they did. Each
// payment with growing pauses, for as long as it takes. Payments may run meanwhile.
class Resolver {
public:
    Resolver(const Config& config, World& world, Payments& payments);
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;
    // Ends the thread. The destructor does the same.
    void finish();

    // There may be something new to resolve.
    void wake();
    // Asks for everything now, e.g. because a person wants it or the back end is back.
    void askNow();

private:
    struct Plan {
        std::size_t failures = 0;
        std::chrono::steady_clock::time_point due;  // the epoch: at once
        bool unreached = false;                     // an advice for which there was no connection
    };

    void work(const std::stop_token& stop);
    // Attempts what is due; the time when something is due next.
    std::chrono::steady_clock::time_point pass(const std::vector<Record>& open,
                                               const std::stop_token& stop);
    void attempt(const Record& record, const std::stop_token& stop);
    void ask(const std::string& id, const std::stop_token& stop);
    void undo(const std::string& id, const std::stop_token& stop);
    void deliver(const std::string& id, const std::stop_token& stop);
    void notDelivered(const std::string& id, const Failure& failure);
    void postpone(const std::string& id);
    [[nodiscard]] std::chrono::milliseconds pauseAfter(std::size_t failures) const;

    const Config& m_config;
    World& m_world;
    Payments& m_payments;
    std::map<std::string, Plan> m_plans;  // of the thread alone
    std::mutex m_mutex;
    std::condition_variable_any m_wakeUp;
    bool m_woken = false, m_allNow = false;
    std::jthread m_thread;  // last: it uses everything above
};

}  // namespace tappay::terminal
