#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "terminal/security.h"
#include "terminal/standing.h"

namespace tappay::terminal {

// What the onboarding thread has found out, for all who ask, and whom it tells. Thread-safe.
class StandingBoard {
public:
    struct Contents {
        SecurityStatus security;
        std::shared_ptr<const Parameters> parameters;
        std::optional<link::TerminalIdentity> identity;
        std::optional<Failure> trouble;
    };

    [[nodiscard]] Contents read() const;
    // Changes it and tells the listeners, on the calling thread.
    void change(const std::function<void(Contents&)>& how);

    void onSecurity(std::function<void(const SecurityStatus&)> listener);
    void onStanding(std::function<void()> listener);

private:
    mutable std::mutex m_mutex;
    Contents m_contents;
    // Held while listeners run, so that they are told in the order of the changes.
    std::mutex m_telling;
    std::function<void(const SecurityStatus&)> m_security;
    std::function<void()> m_standing;
};

}  // namespace tappay::terminal
