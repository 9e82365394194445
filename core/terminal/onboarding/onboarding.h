#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "terminal/onboarding/onboarding_steps.h"
#include "terminal/onboarding/taken_commands.h"

namespace tappay::terminal {

// Makes this machine a terminal when a person has a code, and keeps it one: signs on at the start
// and before a sign-on ends, renews the master key when it is due, takes newer parameters. What
// fails is tried again with growing pauses; nobody has to ask.
class Onboarding final : public Standing, public Security {
public:
    explicit Onboarding(OnboardingParts parts);
    ~Onboarding() override;
    Onboarding(const Onboarding&) = delete;
    Onboarding& operator=(const Onboarding&) = delete;

    // Once, before anything else. JournalUnavailable when the terminal's files can't be read.
    Result<void> start();
    // How many payments have an open end; a terminal with some keeps its name. Before anybody
    // enrols.
    void countOpenPayments(std::function<int()> count);

    [[nodiscard]] std::shared_ptr<const Parameters> parameters() const override;
    [[nodiscard]] std::optional<link::TerminalIdentity> identity() const override;
    [[nodiscard]] std::optional<Failure> trouble() const override;
    Result<std::shared_ptr<SignOn>> signedOn(const Deadline& deadline) override;
    void refused(const Failure& failure) override;
    void lookAgain() override;
    void onStanding(std::function<void()> listener) override;

    [[nodiscard]] SecurityStatus security() const override;
    Result<void> enrol(const std::string& code) override;
    Result<void> signOn() override;
    Result<void> renewKeys() override;
    Result<protocol::ManagementTask> manage(const std::string& compact) override;
    void onSecurity(std::function<void(const SecurityStatus&)> listener) override;

private:
    struct Work {
        std::string code;  // empty: none
        OnboardingSteps::Wanted wanted;
    };
    void work(const std::stop_token& stop);
    struct End {
        bool byPerson = false, enrolled = false;
        std::optional<Time> nextAttempt;
    };
    void run(const std::optional<Work>& work, const std::stop_token& stop);
    void ended(const Result<void>& result, bool byPerson);
    void publish(const Result<void>& result, const End& end);
    Result<void> begin(Work work, SecurityStep step);
    Result<void> want(OnboardingSteps::Wanted wanted, SecurityStep step);
    [[nodiscard]] std::chrono::steady_clock::time_point nextByItself() const;

    OnboardingParts m_parts;
    StandingBoard m_board;
    // Of the thread alone.
    OnboardingSteps m_steps;
    OnboardingSteps::Wanted m_wanted;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<Work> m_next;
    bool m_busy = false;  // with what a person wants, until that has ended
    std::chrono::steady_clock::time_point m_due;
    std::shared_ptr<SignOn> m_signOn;
    bool m_signOnRefused = false;
    std::uint64_t m_attempts = 0;
    int m_failures = 0;
    std::function<int()> m_openPayments;
    std::mutex m_managing;
    TakenCommands m_commands;  // under it
    std::jthread m_thread;
};

}  // namespace tappay::terminal
