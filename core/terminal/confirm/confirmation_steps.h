#pragma once

#include <functional>
#include <map>

#include "terminal/confirm/confirmation_book.h"
#include "terminal/onboarding/questions.h"

namespace tappay::terminal {

// How long a wish is sent again; a person who waited longer has gone.
constexpr std::chrono::minutes kIntentLife{2};
// The back end takes no message that is older: afterwards none that is on its way comes any more.
constexpr std::chrono::minutes kMessageLife{6};

// Asks the back end what is to be asked about open confirmations: sends wishes until they are
// answered, takes back what a person takes back, and looks after those of which nothing was heard.
// Has no thread and waits for nothing but its answers; one thread at a time.
class ConfirmationSteps {
public:
    using Time = std::chrono::steady_clock::time_point;
    // `failed` is told of every question without a good answer. References outlive this.
    ConfirmationSteps(OnboardingTools tools, ConfirmationBook& book,
                      std::function<void(const Failure&)> failed);

    // Asks the next question that is due. False when none is.
    bool step(const link::TerminalIdentity& identity, const std::stop_token& stop);
    // When the next one will be, by the monotonic clock; nothing when none is open.
    [[nodiscard]] std::optional<Time> due() const;
    // All of them, e.g. because the back end is back.
    void askAll();

private:
    struct Plan {
        Time due;  // the epoch: at once
        std::size_t failures = 0;
        bool withdrawing = false;
    };

    void attempt(const ConfirmationRecord& record, const link::TerminalIdentity& identity,
                 const std::stop_token& stop);
    Result<void> send(const ConfirmationRecord& record, const link::TerminalIdentity& identity,
                      const Deadline& deadline);
    Result<void> sendLate(const ConfirmationRecord& record, const link::TerminalIdentity& identity,
                          const Deadline& deadline);
    Result<void> ask(const ConfirmationRecord& record, const link::TerminalIdentity& identity,
                     const Deadline& deadline);
    void plan(const std::string& key, const Result<void>& done);
    [[nodiscard]] std::chrono::milliseconds lookAgainIn(const ConfirmationRecord& record) const;

    OnboardingTools m_tools;
    ConfirmationBook& m_book;
    std::function<void(const Failure&)> m_failed;
    std::map<std::string, Plan> m_plans;
};

}  // namespace tappay::terminal
