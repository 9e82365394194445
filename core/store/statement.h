#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

struct sqlite3_stmt;

namespace tappay::store {

// One prepared statement; from Database::prepare(). Parameters count from 1, columns from 0, as in
// SQLite. Values are copied when bound. A wrong parameter is reported by the next step().
class Statement {
public:
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, ByteView blob);  // empty is a blob of length 0, not NULL
    Statement& bindNull(int parameter);

    // True when there is a row, false at the end. Failures as in database.h.
    Result<bool> step();
    // Steps to the end and makes the statement ready to be bound again.
    Result<void> run();
    // Forgets the position and all bound values.
    void reset();

    // Of the row the last step() found. Zero or empty for NULL.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] Bytes blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    explicit Statement(sqlite3_stmt* statement) : m_statement(statement) {}
    Statement& note(int status);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bindStatus = 0;
};

}  // namespace tappay::store
