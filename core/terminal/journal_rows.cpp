#include "terminal/journal_rows.h"

#include "crypto/hash.h"

namespace tappay::terminal {

namespace {

std::string columnNames(std::string_view prefix, std::string_view suffix) {
    std::string names;
    for (const auto& column : columns())
        names.append(", ").append(prefix).append(column.name).append(suffix);
    return names;
}

void appendNumber(Bytes& to, std::uint64_t value, int octets) {
    for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(value >> shift));
}

// A payment whose newest entry is gone or not the one noted with it: the end of the journal was
// cut off.
Result<std::optional<ChainBreak>> findMissingEnd(store::Database& database) {
    TAPPAY_TRY(rows, database.prepare(
                         "SELECT payments.last FROM payments WHERE payments.last <> "
                         "(SELECT COALESCE(MAX(number), 0) FROM entries WHERE id = payments.id) "
                         "ORDER BY payments.last LIMIT 1"));
    TAPPAY_TRY(there, rows.step());
    if (!there) return std::nullopt;
    return ChainBreak{rows.integer(0), "the newest row of a payment is missing"};
}

// Money the card has paid and the bank was not told of: what it will be told must be there, and be
// what was kept.
Result<std::optional<ChainBreak>> findLostAdvice(store::Database& database) {
    TAPPAY_TRY(rows, database.prepare("SELECT entries.number, entries.advice, advices.sealed, "
                                      "advices.paid FROM payments "
                                      "JOIN entries ON entries.number = payments.last "
                                      "LEFT JOIN advices ON advices.id = payments.id "
                                      "WHERE payments.final = 0 AND entries.advice <> ''"));
    for (;;) {
        TAPPAY_TRY(more, rows.step());
        if (!more) return std::nullopt;
        if (rows.isNull(2))
            return ChainBreak{rows.integer(0), "its advice for the bank is missing"};
        if (digestOf(readAdvice(rows, 2)) != rows.text(1))
            return ChainBreak{rows.integer(0), "its advice for the bank was changed"};
    }
}

// What the row before `first` says; zeros before the first of all.
Result<Bytes> hashBefore(store::Database& database, std::int64_t first) {
    TAPPAY_TRY(row, database.prepare("SELECT hash FROM entries WHERE number = ?1"));
    row.bind(1, first - 1);
    TAPPAY_TRY(there, row.step());
    return there ? row.blob(0) : Bytes(32, 0);
}

}  // namespace

std::string journalSchema() {
    std::string first;
    for (const auto& column : columns())
        if (!column.added) first.append(", ").append(column.name).append(" TEXT NOT NULL");
    return "CREATE TABLE entries (number INTEGER PRIMARY KEY, event TEXT NOT NULL" + first +
           ", hash BLOB NOT NULL);"
           "CREATE INDEX entries_by_id ON entries (id, number);"
           "CREATE TABLE payments (id TEXT PRIMARY KEY, first INTEGER NOT NULL, "
           "last INTEGER NOT NULL, pending INTEGER NOT NULL, final INTEGER NOT NULL);"
           "CREATE INDEX payments_in_order ON payments (pending DESC, first DESC);";
}

std::string insertSql() {
    std::string sql =
        "INSERT INTO entries (number, event" + columnNames("", "") + ", hash) VALUES (?";
    for (std::size_t i = 0; i < columns().size() + 2; ++i)
        sql.append(", ?");
    return sql + ")";
}

std::string selectSql(std::string_view where) {
    return "SELECT entries.number, entries.event" + columnNames("entries.", "") +
           " FROM payments JOIN entries ON entries.number = payments.last WHERE " +
           std::string(where) + " ORDER BY payments.pending DESC, payments.first DESC LIMIT ?2";
}

std::vector<std::string> valuesOf(const JournalEntry& entry) {
    std::vector<std::string> values{entry.event};
    for (const auto& column : columns())
        values.push_back(column.get(entry.record));
    return values;
}

Result<std::vector<std::string>> readValues(const store::Statement& row, int firstColumn) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < columns().size() + 1; ++i)
        values.push_back(row.text(firstColumn + static_cast<int>(i)));
    return values;
}

Advice readAdvice(const store::Statement& row, int firstColumn) {
    return {row.text(firstColumn), std::chrono::sys_time<std::chrono::milliseconds>(
                                       std::chrono::milliseconds(row.integer(firstColumn + 1)))};
}

Result<JournalEntry> entryOf(const std::vector<std::string>& values) {
    JournalEntry entry{values.front(), {}};
    std::size_t i = 1;
    for (const auto& column : columns())
        if (!column.set(entry.record, values[i++]))
            return fail(FailureCode::JournalUnavailable,
                        "unreadable column " + std::string(column.name));
    return entry;
}

Bytes hashOf(ByteView before, std::int64_t number, const std::vector<std::string>& values) {
    Bytes whole(before.begin(), before.end());
    appendNumber(whole, static_cast<std::uint64_t>(number), 8);
    const auto add = [&](std::string_view value) {
        appendNumber(whole, value.size(), 4);
        append(whole, asBytes(value));
    };
    add(values.front());
    std::size_t i = 1;
    for (const auto& column : columns()) {
        const auto& value = values[i++];
        if (column.added && value.empty()) continue;
        if (column.added) add(column.name);
        add(value);
    }
    return crypto::sha256(whole);
}

std::string digestOf(const Advice& advice) {
    return toHex(crypto::sha256(
        asBytes(std::to_string(advice.paid.time_since_epoch().count()) + " " + advice.sealed)));
}

Result<std::optional<ChainBreak>> findChainBreak(store::Database& database, std::int64_t first,
                                                 const std::stop_token& stop) {
    TAPPAY_TRY(rows, database.prepare("SELECT number, hash, event" + columnNames("", "") +
                                      " FROM entries WHERE number >= ?1 ORDER BY number"));
    rows.bind(1, first);
    TAPPAY_TRY(before, hashBefore(database, first));
    for (std::int64_t number = first;; ++number) {
        if (stop.stop_requested()) return fail(FailureCode::Cancelled, "journal check");
        TAPPAY_TRY(more, rows.step());
        if (!more) {
            TAPPAY_TRY(lost, findLostAdvice(database));
            if (lost || first > 1) return lost;
            return findMissingEnd(database);
        }
        if (rows.integer(0) != number) return ChainBreak{number, "this row is missing"};
        TAPPAY_TRY(values, readValues(rows, 2));
        const auto hash = rows.blob(1);
        if (hashOf(before, number, values) != hash)
            return ChainBreak{number, "this row was changed"};
        before = hash;
    }
}

}  // namespace tappay::terminal
