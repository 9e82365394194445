#include "terminal/publisher.h"

#include <utility>

namespace tappay::terminal {

Publisher::Publisher(std::function<Status()> compose)
    : m_compose(std::move(compose)),
      m_thread([this](const std::stop_token& stop) { deliver(stop); }) {}

Publisher::~Publisher() {
    finish();
}

void Publisher::finish() {
    if (!m_thread.joinable()) return;
    m_thread.request_stop();
    m_thread.join();
}

void Publisher::onTransaction(std::function<void(const TransactionSnapshot&)> listener) {
    const std::lock_guard lock(m_mutex);
    m_transactionListener = std::move(listener);
}

void Publisher::onStatus(std::function<void(const Status&)> listener) {
    const std::lock_guard lock(m_mutex);
    m_statusListener = std::move(listener);
}

void Publisher::transaction(TransactionSnapshot snapshot) {
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(snapshot));
    m_wake.notify_one();
}

void Publisher::status() {
    const std::lock_guard lock(m_mutex);
    m_statusWanted = true;
    m_wake.notify_one();
}

void Publisher::deliver(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, stop, [this] { return !m_queue.empty() || m_statusWanted; });
        const auto listener = m_transactionListener;
        const auto statusListener = m_statusListener;
        if (!m_queue.empty()) {
            const auto snapshot = std::move(m_queue.front());
            m_queue.pop_front();
            lock.unlock();
            if (listener) listener(snapshot);
        } else if (std::exchange(m_statusWanted, false)) {
            lock.unlock();
            if (statusListener) statusListener(m_compose());
        } else {
            return;
        }
        lock.lock();
    }
}

}  // namespace tappay::terminal
