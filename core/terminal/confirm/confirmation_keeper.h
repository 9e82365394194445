#pragma once

#include <condition_variable>
#include <thread>

#include "terminal/confirm/confirmation_steps.h"
#include "terminal/terminal.h"

namespace tappay::terminal {

// Keeps confirmations going on a thread of its own, from the wish to its end, across restarts.
class ConfirmationKeeper final : public Confirmations {
public:
    // Goes on with what an earlier run left open. What the world refers to outlives the keeper.
    // JournalUnavailable, StorageFull.
    static Result<std::unique_ptr<ConfirmationKeeper>> start(const std::filesystem::path& directory,
                                                             World world);
    ~ConfirmationKeeper() override;
    ConfirmationKeeper(const ConfirmationKeeper&) = delete;
    ConfirmationKeeper& operator=(const ConfirmationKeeper&) = delete;

    Result<ConfirmationSnapshot> start(protocol::ConfirmationIntent intent) override;
    Result<ConfirmationSnapshot> withdraw(const std::string& key) override;
    [[nodiscard]] Result<ConfirmationSnapshot> confirmation(const std::string& key) const override;
    [[nodiscard]] Result<std::vector<ConfirmationSnapshot>> confirmations(int limit) const override;
    void onConfirmation(std::function<void(const std::string& key)> listener) override;

    // Some are open: what the back end tells is of use.
    [[nodiscard]] bool wantsEvents() const { return m_book->anyOpen(); }
    [[nodiscard]] int openCount() const { return m_book->openCount(); }
    // Called when that begins.
    void onWork(std::function<void()> listener);
    // Fails when it has to be told once more.
    Result<void> tell(const link::TerminalIdentity& identity, const protocol::Confirmation& told);
    // Something may have been missed.
    void lookAgain();

private:
    ConfirmationKeeper(std::unique_ptr<ConfirmationBook> book, World world);
    void wake();
    void work(const std::stop_token& stop);
    std::chrono::steady_clock::time_point pass(const std::stop_token& stop);

    std::unique_ptr<ConfirmationBook> m_book;
    World m_world;
    ConfirmationSteps m_steps;  // of the thread
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_woken = false, m_askAll = false;
    std::function<void()> m_work;
    std::jthread m_thread;  // last: it uses everything above
};

}  // namespace tappay::terminal
