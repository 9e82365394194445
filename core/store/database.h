#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"
#include "store/statement.h"

struct sqlite3;

// SQLite as a journal: a committed transaction has reached the disk (WAL, synchronous=FULL).
// Failures everywhere: StorageFull when the disk or the page limit is reached; JournalUnavailable
// when the file can't be opened, read or written, or isn't a database; Busy when another connection
// held the lock for longer than kBusyTimeoutMilliseconds; Internal for mistakes in SQL.
namespace tappay::store {

inline constexpr int kBusyTimeoutMilliseconds = 5000;

// A connection. One thread at a time; several connections to one file are fine. Statements may not
// be used after their connection is gone.
class Database {
public:
    // Creates the file when missing, readable by its owner only. Its directory must exist. Foreign
    // keys are enforced, deleted content is overwritten.
    static Result<Database> open(const std::filesystem::path& file);

    Result<Statement> prepare(std::string_view sql);
    // One or several statements without parameters or results.
    Result<void> execute(std::string_view sql);

    // Step i brings the schema from version i to i + 1 (PRAGMA user_version); all of them or none.
    // JournalUnavailable when the file was written by a program with more steps.
    Result<void> migrate(std::span<const std::string_view> steps);

    // Rows touched by the last INSERT, UPDATE or DELETE.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t lastInsertId() const;

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    explicit Database(sqlite3* database) : m_database(database) {}
    Result<std::int64_t> pragma(std::string_view sql);

    std::unique_ptr<sqlite3, Close> m_database;
};

// Rolled back by the destructor unless commit() succeeded.
class Transaction {
public:
    // Takes the write lock at once, so that no later statement of it can fail for want of it.
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    // When this fails nothing of the transaction is stored.
    Result<void> commit();

private:
    explicit Transaction(Database& database) : m_database(&database) {}
    Database* m_database;
};

}  // namespace tappay::store
