#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace tappay::backend {

// One thread that runs what is posted to it, now or later. The network's socket lives on it.
class EventLoop {
public:
    using Task = std::move_only_function<void()>;

    EventLoop();
    ~EventLoop();  // stops; tasks not yet run are dropped
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    void post(Task task);
    void after(std::chrono::milliseconds pause, Task task);
    // Ends the thread; nothing runs afterwards. Must not be called from a task.
    void stop();
    boost::asio::io_context& context();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace tappay::backend
