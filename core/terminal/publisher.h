#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "terminal/terminal.h"

namespace tappay::terminal {

// Hands snapshots to the listeners on a thread of its own, in the order they were made: a slow
// listener delays other listeners, never a payment. What is queued at the end is still delivered.
class Publisher {
public:
    explicit Publisher(std::function<Status()> compose);
    ~Publisher();
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    // Delivers what is queued, then nothing any more. The destructor does the same.
    void finish();

    void onTransaction(std::function<void(const TransactionSnapshot&)> listener);
    void onStatus(std::function<void(const Status&)> listener);

    void transaction(TransactionSnapshot snapshot);
    // Composed when it is delivered and only if somebody listens; several waiting ones become one.
    void status();

private:
    void deliver(const std::stop_token& stop);

    std::function<Status()> m_compose;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<TransactionSnapshot> m_queue;
    bool m_statusWanted = false;
    std::function<void(const TransactionSnapshot&)> m_transactionListener;
    std::function<void(const Status&)> m_statusListener;
    std::jthread m_thread;
};

}  // namespace tappay::terminal
