#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "store/database.h"
#include "terminal/record.h"

// The record of every change of every payment, on disk before anybody acts on it. Rows are only
// ever added; each carries the SHA-256 over the row before it and itself, so that a changed,
// exchanged or removed row shows. A whole older copy of the file put back is consistent in itself
// and does not show here. Failures: JournalUnavailable, StorageFull.
namespace tappay::terminal {

inline constexpr int kMostTraces = 500;

// What the bank will be told of a payment that the card made by itself.
struct Advice {
    std::string sealed;  // the card's data, for the back end alone
    std::chrono::sys_time<std::chrono::milliseconds> paid;
};

struct JournalEntry {
    std::string event;  // what happened, e.g. "request_sent"
    Record record;      // as it is after the event
    // Kept from this row on until the payment is approved.
    std::optional<Advice> advice = {};
};

// One row, as a proof of the order of things.
struct HistoryLine {
    std::int64_t number = 0;
    std::string event;
    State state = State::Intended;
};

// The first row that is not as it was written.
struct ChainBreak {
    std::int64_t row = 0;
    std::string why;
};

// One thread at a time.
class Journal {
public:
    // Creates `directory`/journal.db when missing.
    static Result<Journal> open(const std::filesystem::path& directory);

    // All of them or none; on the disk when this returns.
    Result<void> append(std::span<const JournalEntry> entries);

    // JournalUnavailable also when none is kept for this payment.
    Result<Advice> advice(const std::string& id);
    Result<std::optional<Record>> find(const std::string& id);
    // Every payment that was begun for this order.
    Result<std::vector<Record>> ofOrder(const std::string& order);
    // Pending ones first, then the newest.
    Result<std::vector<Record>> latest(int limit);
    Result<std::vector<Record>> notFinal();
    Result<std::vector<HistoryLine>> history(const std::string& id);
    // The 9F41 of the newest payment and the batch of the newest answer; 0 and empty in a new
    // journal.
    Result<std::uint32_t> lastSequence();
    Result<std::string> lastBatch();

    // The redacted trace of a payment; beside the chain, and only of the newest kMostTraces.
    Result<void> keepTrace(const std::string& id, std::string_view text);
    Result<std::optional<std::string>> trace(const std::string& id);

    // Nothing when every row is as it was written. Cancelled.
    Result<std::optional<ChainBreak>> verify(const std::stop_token& stop = {});
    // The same for the newest `rows` rows, in a time that doesn't grow with the journal. In a
    // longer one a cut-off end shows only in verify().
    Result<std::optional<ChainBreak>> verifyEnd(std::int64_t rows);
    // Rows.
    [[nodiscard]] std::int64_t size() const { return m_number; }

private:
    explicit Journal(store::Database database) : m_database(std::move(database)) {}
    Result<void> readEnd();
    Result<void> insert(const JournalEntry& entry, std::int64_t number, Bytes& hash);
    Result<void> keepAdvice(const JournalEntry& entry);
    Result<std::vector<Record>> records(std::string_view sql, const std::string& id, int limit);

    store::Database m_database;
    std::int64_t m_number = 0;  // of the last row
    Bytes m_hash;               // of the last row
};

}  // namespace tappay::terminal
