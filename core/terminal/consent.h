#pragma once

#include <condition_variable>
#include <mutex>

#include "base/clock.h"
#include "base/result.h"

namespace tappay::terminal {

// A person's agreement to what is on the screen.
class Consent {
public:
    // Cancelled by a stop request; TooLate when nobody agreed in time.
    Result<void> wait(const Deadline& deadline);
    // TooLate when it is not waited for any more. Agreeing twice is agreeing.
    Result<void> give();

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_given = false, m_over = false;
};

}  // namespace tappay::terminal
