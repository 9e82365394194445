#pragma once

#include <functional>

#include "protocol/push.h"
#include "terminal/onboarding/questions.h"

namespace tappay::terminal {

// Reads what the back end tells this terminal of its own accord. Has no thread; one thread at a
// time. After a restart it asks from the beginning: what is still of use comes again, and who takes
// events takes one twice as once.
class PushReader {
public:
    explicit PushReader(OnboardingTools tools) : m_tools(tools) {}

    // `take` fails when the event is to come once more; what it can't use, it leaves.
    using Take = std::function<Result<void>(const protocol::Event&)>;
    // Asks once. The answer may come `wait` later, when there is nothing to tell before. How many
    // events were taken.
    Result<std::size_t> read(const link::TerminalIdentity& identity, std::chrono::seconds wait,
                             const std::stop_token& stop, const Take& take);

private:
    OnboardingTools m_tools;
    std::string m_terminalId;  // whose cursor it is
    std::int64_t m_cursor = 0;
};

}  // namespace tappay::terminal
