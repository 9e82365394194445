#include "terminal/confirm/step_worker.h"

#include <utility>

namespace tappay::terminal {

StepWorker::StepWorker() : m_thread([this](const std::stop_token& stop) { run(stop); }) {}

StepWorker::~StepWorker() {
    finish();
}

void StepWorker::finish() {
    if (!m_thread.joinable()) return;
    m_thread.request_stop();
    m_thread.join();
}

void StepWorker::add(Work work) {
    const std::scoped_lock lock(m_mutex);
    m_waiting.push_back(std::move(work));
    m_wake.notify_all();
}

void StepWorker::run(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); }) &&
           !stop.stop_requested()) {
        auto work = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        work(stop);
        work = {};
        lock.lock();
    }
}

}  // namespace tappay::terminal
