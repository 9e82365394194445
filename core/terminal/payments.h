#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "terminal/journal.h"
#include "terminal/publisher.h"

// The one owner of what every payment is. A state changes here and nowhere else: looked up in the
// table, written to the journal, then shown. Thread-safe.
namespace tappay::terminal {

class Payments {
public:
    using Change = std::function<void(Record&)>;

    // Also brings what an earlier run left open to where the table sends it (ProgramRestarted). The
    // end of the journal has been checked then; checkJournal() has to follow.
    static Result<std::unique_ptr<Payments>> open(const std::filesystem::path& directory,
                                                  const Clock& clock, const Log& log,
                                                  Publisher& publisher);

    // Checks the whole journal, beside everything else; a broken one takes no payments from then
    // on.
    void checkJournal(const std::stop_token& stop);

    // A new payment in state Intended; it stays in memory until release().
    // `signedOrder`: what it is for, else empty.
    Result<void> begin(TransactionSnapshot shown, const std::string& operatorId,
                       std::string signedOrder = {});
    // Several events become durable together. TooLate when the table has no such row: whoever came
    // first has decided. When the journal can't be written nothing has changed.
    Result<State> apply(const std::string& id, std::initializer_list<Event> events,
                        const Change& change = {});
    // The same, together with what the bank has to be told of it.
    Result<State> keepAdvice(const std::string& id, std::initializer_list<Event> events,
                             const Advice& advice, const Change& change);
    // JournalUnavailable when none is kept.
    [[nodiscard]] Result<Advice> advice(const std::string& id) const;
    // For changes a restart would make as well: when the journal can't be written the payment
    // changes in memory and the row is written later. TooLate as above.
    Result<State> applyOrRemember(const std::string& id, Event event, const Change& change = {});
    // A row that changes details, not the state.
    Result<void> note(const std::string& id, std::string_view what, const Change& change);
    // The same, if it is still in that state. Cancelled when a person was first, TooLate otherwise.
    Result<void> noteIn(State state, const std::string& id, std::string_view what,
                        const Change& change);
    // What only the screen shows; not written down.
    void show(const std::string& id, const Change& change);
    // Somebody works on this payment again, until release(); a row says so.
    Result<void> takeUp(const std::string& id, std::string_view what);
    // Nobody works on this payment any more.
    void release(const std::string& id);
    // Writes what applyOrRemember() could not.
    void writeRemembered();

    // What the card said, for people who want to know why. A payment does not depend on it: a
    // failure is only logged.
    void keepTrace(const std::string& id, std::string_view text);
    // NotFound also when it was not kept; JournalUnavailable.
    [[nodiscard]] Result<std::string> trace(const std::string& id) const;

    // NotFound, JournalUnavailable.
    [[nodiscard]] Result<Record> record(const std::string& id) const;
    [[nodiscard]] Result<std::vector<TransactionSnapshot>> list(int limit) const;
    // The states of all payments that were begun for this order.
    [[nodiscard]] Result<std::vector<State>> statesOfOrder(const std::string& order) const;
    // Unknown, Undoing and Capturing ones, those the bank has to be told of, and those with
    // something left to write. Oldest first.
    [[nodiscard]] std::vector<Record> unresolved() const;
    [[nodiscard]] int pendingCount() const;
    [[nodiscard]] std::string batch() const;
    // Set while no payment can be taken.
    [[nodiscard]] std::optional<Failure> trouble() const;

private:
    struct Live {
        Record record;
        bool held = false;  // somebody works on it
        // Rows the journal could not take. They go before the next one, so that no step is left
        // out.
        std::vector<JournalEntry> notYetWritten;
    };

    Payments(std::filesystem::path directory, Journal journal, const Clock& clock, const Log& log,
             Publisher& publisher);
    Result<void> recover();
    void judge(const std::optional<ChainBreak>& found);
    Result<Live*> live(const std::string& id);
    Result<void> writeNote(const std::string& id, std::string_view what, const Change& change);
    Result<void> write(std::span<const JournalEntry> entries);
    Result<void> writeAfter(std::span<const JournalEntry> late,
                            std::span<const JournalEntry> entries);
    enum class IfUnwritable : std::uint8_t { Refuse, Remember };
    Result<State> change(const std::string& id, std::span<const Event> events, const Change& change,
                         IfUnwritable otherwise, const std::optional<Advice>& advice = {});
    void publish(const Live& live);
    void dropWhenDone(const std::string& id);

    const std::filesystem::path m_directory;
    mutable std::mutex m_mutex;
    mutable Journal m_journal;
    const Clock& m_clock;
    const Log& m_log;
    Publisher& m_publisher;
    std::map<std::string, Live> m_live;
    std::string m_batch = "000001";
    std::uint32_t m_sequence = 0;
    std::optional<Failure> m_broken;      // the chain of the journal; for good
    std::optional<Failure> m_unwritable;  // the last write failed
};

}  // namespace tappay::terminal
