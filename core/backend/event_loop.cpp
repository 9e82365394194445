#include <utility>

#include "backend/event_loop.h"

// Boost 1.74 uses std::exchange without including <utility>.
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

namespace tappay::backend {

struct EventLoop::Impl {
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{
        context.get_executor()};
    std::thread thread;
};

EventLoop::EventLoop() : m_impl(std::make_unique<Impl>()) {
    m_impl->thread = std::thread([this] { m_impl->context.run(); });
}

EventLoop::~EventLoop() {
    stop();
}

void EventLoop::post(Task task) {
    boost::asio::post(m_impl->context, [held = std::move(task)]() mutable { held(); });
}

void EventLoop::after(std::chrono::milliseconds pause, Task task) {
    auto timer = std::make_unique<boost::asio::steady_timer>(m_impl->context, pause);
    auto& waited = *timer;
    waited.async_wait([kept = std::move(timer),
                       held = std::move(task)](const boost::system::error_code& error) mutable {
        if (!error) held();
    });
}

void EventLoop::stop() {
    m_impl->context.stop();
    if (m_impl->thread.joinable()) m_impl->thread.join();
}

boost::asio::io_context& EventLoop::context() {
    return m_impl->context;
}

}  // namespace tappay::backend
