#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace tappay::terminal {

// A thread that does one thing after the other. What has not begun at the end is dropped.
class StepWorker {
public:
    using Work = std::move_only_function<void(const std::stop_token&)>;

    StepWorker();
    ~StepWorker();
    StepWorker(const StepWorker&) = delete;
    StepWorker& operator=(const StepWorker&) = delete;

    void add(Work work);
    // Ends what runs as soon as it heeds its token. The destructor does the same.
    void finish();

private:
    void run(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Work> m_waiting;
    std::jthread m_thread;  // last: it uses everything above
};

}  // namespace tappay::terminal
