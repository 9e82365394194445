#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "terminal/sale.h"

namespace tappay::terminal {

// The one thread that talks to cards for payments, one sale after the other.
class Worker {
public:
    // `done` is called on the worker's thread after each sale.
    explicit Worker(Payments& payments, std::function<void()> done);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    // Ends the thread. The destructor does the same.
    void finish();

    // False while an earlier sale may still take a card's money.
    [[nodiscard]] bool isFree() const;
    void add(std::shared_ptr<Sale> sale);
    // The sale with this id that is running or waits to run.
    [[nodiscard]] std::shared_ptr<Sale> find(const std::string& id) const;
    // What is on the screen.
    [[nodiscard]] std::optional<std::string> running() const;
    void readersChanged(const card::Snapshot& snapshot);

    // Held while a card is in use.
    std::mutex& cardMutex() { return m_cardMutex; }

private:
    void work(const std::stop_token& stop);
    void letGo();

    Payments& m_payments;
    std::function<void()> m_done;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::shared_ptr<Sale>> m_waiting;
    std::shared_ptr<Sale> m_current;
    std::shared_ptr<Sale> m_cardLeftIn;  // finished, its card still in the reader
    std::mutex m_cardMutex;
    std::jthread m_thread;  // last: it uses everything above
};

}  // namespace tappay::terminal
