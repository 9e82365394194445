#include "backend/confirm/outbox.h"

#include "store/rows.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kRemove =
    "DELETE FROM outbox WHERE recipient = ?1 AND what = ?2 AND about = ?3";
constexpr std::string_view kPut = "INSERT INTO outbox (recipient, what, about) VALUES (?1, ?2, ?3)";
constexpr std::string_view kAfter =
    "SELECT cursor, what, about FROM outbox WHERE recipient = ?1 AND cursor > ?2 ORDER BY cursor "
    "LIMIT ?3";
constexpr std::string_view kHad =
    "SELECT cursor, what, about FROM outbox WHERE recipient = ?1 AND cursor <= ?2 AND what = ?3";
constexpr std::string_view kForget = "DELETE FROM outbox WHERE cursor = ?1";

Outbox::Entry readEntry(const store::Statement& row) {
    return {row.integer(0), static_cast<OutboxKind>(row.integer(1)), row.integer(2)};
}

}  // namespace

Result<void> Outbox::put(const std::string& recipient, OutboxKind kind, std::int64_t row) {
    for (const auto sql : {kRemove, kPut}) {
        TAPPAY_TRY(change, m_database.prepare(sql));
        TAPPAY_CHECK(
            change.bind(1, recipient).bind(2, static_cast<std::int64_t>(kind)).bind(3, row).run());
    }
    return {};
}

Result<std::vector<Outbox::Entry>> Outbox::after(const std::string& recipient, std::int64_t cursor,
                                                 std::size_t most) {
    TAPPAY_TRY(rows, m_database.prepare(kAfter));
    return store::allRows(
        rows.bind(1, recipient).bind(2, cursor).bind(3, static_cast<std::int64_t>(most)),
        readEntry);
}

Result<std::vector<Outbox::Entry>> Outbox::had(const std::string& recipient, std::int64_t cursor) {
    TAPPAY_TRY(rows, m_database.prepare(kHad));
    return store::allRows(rows.bind(1, recipient)
                              .bind(2, cursor)
                              .bind(3, static_cast<std::int64_t>(OutboxKind::Confirmation)),
                          readEntry);
}

Result<void> Outbox::forget(const Entry& entry) {
    TAPPAY_TRY(row, m_database.prepare(kForget));
    return row.bind(1, entry.cursor).run();
}

}  // namespace tappay::backend
