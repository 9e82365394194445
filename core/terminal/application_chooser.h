#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>

#include "base/clock.h"
#include "base/result.h"

namespace tappay::terminal {

// Waits for a person to pick one of several applications of the card.
class ApplicationChooser {
public:
    // To be called before the question is shown: an answer may come as soon as it is.
    void ask(std::size_t count);
    // Cancelled, CardTimeout, or what abort() was given.
    Result<std::size_t> wait(const Deadline& deadline);
    // InputMalformed when there are fewer; TooLate when nothing is asked.
    Result<void> choose(std::size_t index);
    void abort(Failure failure);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::size_t m_count = 0;
    std::optional<std::size_t> m_chosen;
    std::optional<Failure> m_aborted;
};

}  // namespace tappay::terminal
