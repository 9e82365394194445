#include "terminal/consent.h"

namespace tappay::terminal {

Result<void> Consent::wait(const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, deadline.stop, deadline.at, [this] { return m_given; });
    m_over = true;
    if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    if (!m_given) return fail(FailureCode::TooLate, "nobody agreed in time");
    return {};
}

Result<void> Consent::give() {
    const std::lock_guard lock(m_mutex);
    if (m_over && !m_given) return fail(FailureCode::TooLate, "nobody waits for it any more");
    m_given = true;
    m_wake.notify_all();
    return {};
}

}  // namespace tappay::terminal
