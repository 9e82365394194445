#include "store/statement.h"

#include <sqlite3.h>

#include "store/sqlite_failure.h"

namespace tappay::store {

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement& Statement::note(int status) {
    if (status != SQLITE_OK && m_bindStatus == SQLITE_OK) m_bindStatus = status;
    return *this;
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    return note(sqlite3_bind_int64(m_statement.get(), parameter, value));
}

Statement& Statement::bind(int parameter, std::string_view text) {
    // A null pointer would bind NULL.
    return note(sqlite3_bind_text64(m_statement.get(), parameter, text.empty() ? "" : text.data(),
                                    text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind(int parameter, ByteView blob) {
    if (blob.empty()) return note(sqlite3_bind_zeroblob(m_statement.get(), parameter, 0));
    return note(sqlite3_bind_blob64(m_statement.get(), parameter, blob.data(), blob.size(),
                                    SQLITE_TRANSIENT));
}

Statement& Statement::bindNull(int parameter) {
    return note(sqlite3_bind_null(m_statement.get(), parameter));
}

Result<bool> Statement::step() {
    sqlite3* database = sqlite3_db_handle(m_statement.get());
    if (m_bindStatus != SQLITE_OK) return sqliteFailure(database, m_bindStatus);
    const int status = sqlite3_step(m_statement.get());
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) return false;
    auto failure = sqliteFailure(database, status);
    sqlite3_reset(m_statement.get());
    return failure;
}

Result<void> Statement::run() {
    for (;;) {
        auto row = step();
        if (!row || !*row) {
            reset();
            if (!row) return std::unexpected(std::move(row).error());
            return {};
        }
    }
}

void Statement::reset() {
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
    m_bindStatus = SQLITE_OK;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string Statement::text(int column) const {
    const auto* data = sqlite3_column_text(m_statement.get(), column);
    if (data == nullptr) return {};
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

Bytes Statement::blob(int column) const {
    const auto* data =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
    if (data == nullptr) return {};
    return {data, data + sqlite3_column_bytes(m_statement.get(), column)};
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

}  // namespace tappay::store
