#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "terminal/cardholder.h"
#include "terminal/cardholder/account_questions.h"
#include "terminal/terminal.h"

namespace tappay::terminal {

// Does one step after the other for the cardholder's account, on a thread of its own. What the back
// end last said of it is kept in memory alone.
class AccountKeeper final : public CardholderAccount {
public:
    // How long a card is waited for, and one that is done may stay in its reader.
    struct Waits {
        std::chrono::milliseconds card{60'000}, removal{10'000};
    };
    // Both outlive the keeper.
    AccountKeeper(Terminal& terminal, World world, Waits waits);
    AccountKeeper(Terminal& terminal, World world) : AccountKeeper(terminal, world, Waits{}) {}
    ~AccountKeeper() override;
    AccountKeeper(const AccountKeeper&) = delete;
    AccountKeeper& operator=(const AccountKeeper&) = delete;

    [[nodiscard]] CardholderStatus cardholder() const override;
    Result<void> refresh() override;
    Result<void> addCard() override;
    Result<void> cancel() override;
    Result<void> unbind(const std::string& card) override;
    Result<void> removeDevice(const std::string& device) override;
    Result<void> setLimits(const protocol::CardholderLimits& limits) override;
    Result<void> forget() override;
    void exportData(Exported done) override;
    void onCardholder(std::function<void(const CardholderStatus&)> listener) override;

private:
    // Its failure is what is shown of the step.
    using Work = std::move_only_function<Result<void>(const link::TerminalIdentity&)>;

    Result<void> begin(CardholderStep step, Work work);
    Result<void> ask(protocol::CardholderQuestion question);
    void work(const std::stop_token& stop);
    Result<void> add(const link::TerminalIdentity& identity, std::shared_ptr<void> cards);
    Result<void> tell(const link::TerminalIdentity& identity,
                      const protocol::CardholderQuestion& question);
    // The account as it is now; of an answer, or none.
    void take(const link::TerminalIdentity& identity,
              std::optional<protocol::CardholderFacts> account);
    void change(const std::function<void(CardholderStatus&)>& how);
    void show(CardProofStage stage);
    [[nodiscard]] OnboardingTools tools();
    [[nodiscard]] Deadline answerBy();

    Terminal& m_terminal;
    World m_world;
    const Waits m_waits;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    CardholderStatus m_status;
    std::string m_keyId;  // whose account it is: of the terminal that was told
    Work m_next;
    link::TerminalIdentity m_nextFor;
    std::stop_source m_cardStop;
    std::mutex m_telling;  // held while the listener runs
    std::function<void(const CardholderStatus&)> m_listener;
    std::jthread m_thread;  // last: it uses everything above
};

}  // namespace tappay::terminal
