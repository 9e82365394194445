#include "terminal/worker.h"

#include <utility>

namespace tappay::terminal {

Worker::Worker(Payments& payments, std::function<void()> done)
    : m_payments(payments),
      m_done(std::move(done)),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {}

Worker::~Worker() {
    finish();
}

void Worker::finish() {
    if (!m_thread.joinable()) return;
    m_thread.request_stop();
    m_thread.join();
}

bool Worker::isFree() const {
    const std::lock_guard lock(m_mutex);
    const auto decided = [this](const std::shared_ptr<Sale>& sale) {
        const auto record = m_payments.record(sale->id());
        if (!record) return false;
        const State state = record->shown.state;
        return isFinal(state) || isPaid(state) || state == State::Unknown ||
               state == State::Undoing;
    };
    if (m_current && !decided(m_current)) return false;
    for (const auto& sale : m_waiting)
        if (!decided(sale)) return false;
    return true;
}

void Worker::add(std::shared_ptr<Sale> sale) {
    const std::lock_guard lock(m_mutex);
    letGo();
    m_waiting.push_back(std::move(sale));
    m_wake.notify_all();
}

std::shared_ptr<Sale> Worker::find(const std::string& id) const {
    const std::lock_guard lock(m_mutex);
    if (m_current && m_current->id() == id) return m_current;
    for (const auto& sale : m_waiting)
        if (sale->id() == id) return sale;
    return nullptr;
}

std::optional<std::string> Worker::running() const {
    const std::lock_guard lock(m_mutex);
    if (!m_waiting.empty()) return m_waiting.back()->id();
    if (m_current) return m_current->id();
    return std::nullopt;
}

void Worker::readersChanged(const card::Snapshot& snapshot) {
    const std::lock_guard lock(m_mutex);
    if (m_current) m_current->readersChanged(snapshot);
    if (m_cardLeftIn && !m_cardLeftIn->cardIsIn(snapshot)) letGo();
}

void Worker::work(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
        letGo();
        m_current = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        {
            const std::lock_guard card(m_cardMutex);
            m_current->run();
        }
        const bool cardIn = m_current->cardStillIn();
        lock.lock();
        m_cardLeftIn = std::move(m_current);
        if (!cardIn) letGo();
        lock.unlock();
        m_done();
        lock.lock();
    }
}

void Worker::letGo() {
    if (const auto sale = std::exchange(m_cardLeftIn, nullptr)) m_payments.release(sale->id());
}

}  // namespace tappay::terminal
