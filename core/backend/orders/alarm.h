#pragma once

#include <functional>

#include "backend/event_loop.h"
#include "base/clock.h"

namespace tappay::backend {

// Rings at the earliest of the times that were set, on the event loop; then it has to be set anew.
class Alarm {
public:
    Alarm(EventLoop& loop, const Clock& clock, std::function<void()> rings);

    // Milliseconds since 1970, UTC; from any thread. May ring too early when that is far away.
    void set(std::int64_t at);
    void setIn(std::chrono::milliseconds pause);

private:
    EventLoop& m_loop;
    const Clock& m_clock;
    std::function<void()> m_rings;
    std::int64_t m_at = 0;  // 0: no timer is set
};

}  // namespace tappay::backend
