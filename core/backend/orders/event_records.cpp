#include "backend/orders/event_records.h"

#include "store/rows.h"

namespace tappay::backend {

namespace {

#define TAPPAY_EVENT "id, uuid, merchant, type, created, body, attempts, first, due, delivered"
constexpr std::string_view kInsert =
    "INSERT INTO shop_events (uuid, merchant, type, created, body, first, due) VALUES (?1, ?2, ?3, "
    "?4, ?5, ?6, ?7)";
constexpr std::string_view kFind = "SELECT " TAPPAY_EVENT " FROM shop_events WHERE uuid = ?1";
constexpr std::string_view kLoad = "SELECT " TAPPAY_EVENT " FROM shop_events WHERE id = ?1";
constexpr std::string_view kList =
    "SELECT " TAPPAY_EVENT " FROM shop_events WHERE merchant = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
constexpr std::string_view kUpdate =
    "UPDATE shop_events SET attempts = ?2, first = ?3, due = ?4, delivered = ?5 WHERE id = ?1";
constexpr std::string_view kHeads =
    "SELECT " TAPPAY_EVENT
    " FROM shop_events WHERE id IN (SELECT (SELECT MIN(id) FROM shop_events WHERE merchant = "
    "shops.merchant AND due IS NOT NULL) FROM shops)";
#undef TAPPAY_EVENT

ShopEvent readEvent(const store::Statement& row) {
    return {row.integer(0),
            row.text(1),
            row.text(2),
            row.text(3),
            row.integer(4),
            row.text(5),
            static_cast<std::uint32_t>(row.integer(6)),
            row.integer(7),
            row.integer(8),
            row.integer(9)};
}

void bindTime(store::Statement& row, int parameter, std::int64_t time) {
    time == 0 ? row.bindNull(parameter) : row.bind(parameter, time);
}

}  // namespace

Result<void> EventRecords::insert(const ShopEvent& event) {
    TAPPAY_TRY(row, m_database.prepare(kInsert));
    row.bind(1, event.id)
        .bind(2, event.merchantId)
        .bind(3, event.type)
        .bind(4, event.created)
        .bind(5, event.body)
        .bind(6, event.first);
    bindTime(row, 7, event.due);
    m_changes.noteEvent();
    return row.run();
}

Result<std::optional<ShopEvent>> EventRecords::find(const std::string& id) {
    TAPPAY_TRY(row, m_database.prepare(kFind));
    return store::firstRow(row.bind(1, id), readEvent);
}

Result<std::optional<ShopEvent>> EventRecords::load(std::int64_t id) {
    TAPPAY_TRY(row, m_database.prepare(kLoad));
    return store::firstRow(row.bind(1, id), readEvent);
}

Result<std::vector<ShopEvent>> EventRecords::list(const std::string& merchantId,
                                                  std::int64_t afterRow, std::int64_t most) {
    TAPPAY_TRY(rows, m_database.prepare(kList));
    return store::allRows(rows.bind(1, merchantId).bind(2, afterRow).bind(3, most), readEvent);
}

Result<void> EventRecords::update(const ShopEvent& event) {
    TAPPAY_TRY(row, m_database.prepare(kUpdate));
    row.bind(1, event.row).bind(2, std::int64_t{event.attempts}).bind(3, event.first);
    bindTime(row, 4, event.due);
    bindTime(row, 5, event.delivered);
    m_changes.noteEvent();
    return row.run();
}

Result<std::vector<ShopEvent>> EventRecords::heads() {
    TAPPAY_TRY(rows, m_database.prepare(kHeads));
    return store::allRows(rows, readEvent);
}

}  // namespace tappay::backend
