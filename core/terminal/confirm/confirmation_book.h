#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>

#include "base/clock.h"
#include "link/back_end.h"
#include "terminal/confirm/confirmation_store.h"
#include "terminal/confirmations.h"

namespace tappay::terminal {

// Owns what is known of confirmations: each change is on disk before anybody is told of it, and
// nothing the back end hasn't signed about this very wish is taken. Asks nobody itself.
// Thread-safe.
class ConfirmationBook {
public:
    // The clock outlives the book. JournalUnavailable, StorageFull.
    static Result<std::unique_ptr<ConfirmationBook>> open(const std::filesystem::path& directory,
                                                          const Clock& clock);

    // As Confirmations::start(), for the terminal named in the intent.
    Result<ConfirmationSnapshot> begin(protocol::ConfirmationIntent intent);
    Result<ConfirmationSnapshot> wantWithdrawal(const std::string& key);

    [[nodiscard]] Result<ConfirmationRecord> record(const std::string& key) const;
    [[nodiscard]] Result<ConfirmationSnapshot> snapshot(const std::string& key) const;
    [[nodiscard]] Result<std::vector<ConfirmationSnapshot>> snapshots(int limit) const;
    [[nodiscard]] Result<std::vector<ConfirmationRecord>> open() const;
    [[nodiscard]] bool anyOpen() const { return openCount() > 0; }
    [[nodiscard]] int openCount() const;

    // What the back end has signed. HostAnswerInvalid when it can't be about this wish.
    Result<void> take(const link::TerminalIdentity& identity, const protocol::Confirmation& told);
    // It took the wish for none.
    Result<void> refused(const std::string& key, const Failure& why);
    // It has never had it, and never will.
    Result<void> endHere(const std::string& key);

    // Whether nothing of the intent can have left this machine; not known after a restart.
    [[nodiscard]] bool isUntried(const std::string& key) const;
    void markUntried(const std::string& key, bool untried);

    // Whether the back end could be asked when it was last tried.
    void setReachable(bool reachable);

    void onChange(std::function<void(const std::string& key)> listener);

private:
    ConfirmationBook(ConfirmationStore store, const Clock& clock)
        : m_clock(clock), m_store(std::move(store)) {}
    // With the mutex held.
    Result<ConfirmationRecord> load(const std::string& key) const;
    Result<void> keep(ConfirmationRecord& record);
    void endHere(ConfirmationRecord& record) const;
    [[nodiscard]] ConfirmationSnapshot shown(const ConfirmationRecord& record) const;
    // Without it.
    void tell(const std::string& key);
    [[nodiscard]] ConfirmationRecord::Time now() const;

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    mutable ConfirmationStore m_store;
    std::set<std::string> m_open, m_untried;
    bool m_reachable = true;
    std::mutex m_telling;  // held while the listener runs
    std::function<void(const std::string&)> m_listener;
};

}  // namespace tappay::terminal
