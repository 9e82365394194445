#include "store/database.h"

#include <sqlite3.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <utility>

#include "store/sqlite_failure.h"

namespace tappay::store {

namespace {

constexpr std::string_view kSettings =
    "PRAGMA synchronous = FULL;"
    "PRAGMA fullfsync = ON;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON;"
    // Pages; fewer checkpoints, each of which waits for the disk twice.
    "PRAGMA wal_autocheckpoint = 4000;";

// SQLite gives its write-ahead log the mode of the database file, so the file is made private while
// it is still empty.
void createPrivately(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) return;
    std::ofstream created(file, std::ios::app);
    std::filesystem::permissions(
        file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
}

}  // namespace

std::unexpected<Failure> sqliteFailure(sqlite3* database, int status) {
    std::string detail(sqlite3_errstr(status));
    if (database != nullptr) detail.append(": ").append(sqlite3_errmsg(database));
    switch (status & 0xFF) {
        case SQLITE_FULL:
            return fail(FailureCode::StorageFull, detail);
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
            if (database != nullptr && sqlite3_system_errno(database) == ENOSPC)
                return fail(FailureCode::StorageFull, detail);
            return fail(FailureCode::JournalUnavailable, detail);
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_NOLFS:
            return fail(FailureCode::JournalUnavailable, detail);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fail(FailureCode::Busy, detail);
        default:
            return fail(FailureCode::Internal, detail);
    }
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::filesystem::path& file) {
    createPrivately(file);
    sqlite3* handle = nullptr;
    const int status =
        sqlite3_open_v2(file.string().c_str(), &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(handle);
    if (status != SQLITE_OK) return sqliteFailure(handle, status);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyTimeoutMilliseconds);
    if (sqlite3_db_readonly(handle, "main") == 1)
        return fail(FailureCode::JournalUnavailable, "the database is read-only");
    TAPPAY_TRY(mode, database.prepare("PRAGMA journal_mode = WAL"));
    TAPPAY_CHECK(mode.step());
    if (mode.text(0) != "wal")
        return fail(FailureCode::JournalUnavailable, "no write-ahead log here: " + mode.text(0));
    TAPPAY_CHECK(database.execute(kSettings));
    return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* handle = nullptr;
    const int status =
        sqlite3_prepare_v3(m_database.get(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (status != SQLITE_OK) return sqliteFailure(m_database.get(), status);
    if (handle == nullptr) return fail(FailureCode::Internal, "empty SQL");
    return Statement(handle);
}

Result<void> Database::execute(std::string_view sql) {
    const int status =
        sqlite3_exec(m_database.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) return sqliteFailure(m_database.get(), status);
    return {};
}

Result<std::int64_t> Database::pragma(std::string_view sql) {
    TAPPAY_TRY(statement, prepare(sql));
    TAPPAY_CHECK(statement.step());
    return statement.integer(0);
}

Result<void> Database::migrate(std::span<const std::string_view> steps) {
    TAPPAY_TRY(transaction, Transaction::begin(*this));
    TAPPAY_TRY(version, pragma("PRAGMA user_version"));
    const auto known = static_cast<std::int64_t>(steps.size());
    if (version > known)
        return fail(FailureCode::JournalUnavailable,
                    "written by a newer program: schema " + std::to_string(version) +
                        ", this one knows " + std::to_string(known));
    for (auto next = version; next < known; ++next) {
        TAPPAY_CHECK(execute(steps[static_cast<std::size_t>(next)]));
        TAPPAY_CHECK(execute("PRAGMA user_version = " + std::to_string(next + 1)));
    }
    return transaction.commit();
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(m_database.get());
}

std::int64_t Database::lastInsertId() const {
    return sqlite3_last_insert_rowid(m_database.get());
}

Result<Transaction> Transaction::begin(Database& database) {
    TAPPAY_CHECK(database.execute("BEGIN IMMEDIATE"));
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    // SQLite has already rolled back by itself after some failures; then this says so and is done.
    if (m_database != nullptr) (void)m_database->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
    TAPPAY_CHECK(m_database->execute("COMMIT"));
    m_database = nullptr;
    return {};
}

}  // namespace tappay::store
