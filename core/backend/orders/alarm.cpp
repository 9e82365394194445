#include "backend/orders/alarm.h"

#include <algorithm>

#include "backend/answers.h"

namespace tappay::backend {

namespace {

// The clock may be set meanwhile.
constexpr std::chrono::milliseconds kFarthest = std::chrono::hours(1);

}  // namespace

Alarm::Alarm(EventLoop& loop, const Clock& clock, std::function<void()> rings)
    : m_loop(loop), m_clock(clock), m_rings(std::move(rings)) {}

void Alarm::set(std::int64_t at) {
    m_loop.post([this, at] {
        if (m_at != 0 && m_at <= at) return;
        m_at = at;
        const std::chrono::milliseconds pause(at - milliseconds(m_clock.now()));
        m_loop.after(std::clamp(pause, std::chrono::milliseconds(0), kFarthest), [this, at] {
            // Another, earlier one has taken its place.
            if (m_at != at) return;
            m_at = 0;
            m_rings();
        });
    });
}

void Alarm::setIn(std::chrono::milliseconds pause) {
    set(milliseconds(m_clock.now() + pause));
}

}  // namespace tappay::backend
