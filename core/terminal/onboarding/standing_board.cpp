#include "terminal/onboarding/standing_board.h"

namespace tappay::terminal {

StandingBoard::Contents StandingBoard::read() const {
    const std::scoped_lock lock(m_mutex);
    return m_contents;
}

void StandingBoard::change(const std::function<void(Contents&)>& how) {
    const std::scoped_lock telling(m_telling);
    Contents now;
    {
        const std::scoped_lock lock(m_mutex);
        how(m_contents);
        now = m_contents;
    }
    if (m_security) m_security(now.security);
    if (m_standing) m_standing();
}

void StandingBoard::onSecurity(std::function<void(const SecurityStatus&)> listener) {
    const std::scoped_lock telling(m_telling);
    m_security = std::move(listener);
}

void StandingBoard::onStanding(std::function<void()> listener) {
    const std::scoped_lock telling(m_telling);
    m_standing = std::move(listener);
}

}  // namespace tappay::terminal
