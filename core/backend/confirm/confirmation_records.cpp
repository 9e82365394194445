#include "backend/confirm/confirmation_records.h"

#include "store/rows.h"

namespace tappay::backend {

namespace {

#define TAPPAY_CONFIRMATION                                                                   \
    "SELECT id, uuid, terminal, key, digest, account, merchant, wish, about, card, request, " \
    "state, reason, shown, phone, phone_name, device, created, expires, changed FROM "        \
    "confirmations WHERE "
constexpr std::string_view kFind = TAPPAY_CONFIRMATION "uuid = ?1";
constexpr std::string_view kOfKey = TAPPAY_CONFIRMATION "terminal = ?1 AND key = ?2";
constexpr std::string_view kLoad = TAPPAY_CONFIRMATION "id = ?1";
constexpr std::string_view kOpen =
    TAPPAY_CONFIRMATION "account IS ?1 AND merchant = ?2 AND state <= 4 ORDER BY id";
constexpr std::string_view kLast =
    TAPPAY_CONFIRMATION "account IS ?1 AND merchant = ?2 ORDER BY id DESC LIMIT ?3";
constexpr std::string_view kLapsed =
    TAPPAY_CONFIRMATION "state <= 4 AND expires <= ?1 ORDER BY id LIMIT 100";
#undef TAPPAY_CONFIRMATION
constexpr std::string_view kInsert =
    "INSERT INTO confirmations (uuid, terminal, key, digest, account, merchant, wish, about, card, "
    "request, state, shown, created, expires, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
    "?10, ?11, ?12, ?13, ?14, ?15)";
constexpr std::string_view kUpdate =
    "UPDATE confirmations SET state = ?2, reason = ?3, shown = ?4, phone = ?5, phone_name = ?6, "
    "device = ?7, changed = ?8 WHERE id = ?1";
constexpr std::string_view kDue = "SELECT id FROM confirmations WHERE state = 5 ORDER BY id";
constexpr std::string_view kNextLapse = "SELECT MIN(expires) FROM confirmations WHERE state <= 4";
constexpr std::string_view kIsBlocked = "SELECT 1 FROM confirm_blocks WHERE terminal = ?1";
constexpr std::string_view kBlock =
    "INSERT INTO confirm_blocks (terminal, phone, since) VALUES (?1, ?2, ?3) ON CONFLICT DO "
    "NOTHING";
constexpr std::string_view kUnblock = "DELETE FROM confirm_blocks WHERE terminal = ?1";

ConfirmationRow readConfirmation(const store::Statement& row) {
    ConfirmationRow confirmation;
    confirmation.row = row.integer(0);
    confirmation.id = row.text(1);
    confirmation.terminalId = row.text(2);
    confirmation.key = row.text(3);
    confirmation.digest = row.blob(4);
    confirmation.holder = readHolder(row, 5);
    confirmation.wish = static_cast<protocol::ConfirmationWish>(row.integer(7));
    confirmation.about = row.text(8);
    confirmation.card = row.text(9);
    confirmation.request = row.blob(10);
    confirmation.state = static_cast<protocol::ConfirmationState>(row.integer(11));
    confirmation.reason = static_cast<protocol::ConfirmationReason>(row.integer(12));
    confirmation.shown = row.integer(13) != 0;
    confirmation.phone = row.text(14);
    confirmation.phoneName = row.text(15);
    confirmation.device = row.text(16);
    confirmation.created = row.integer(17);
    confirmation.expires = row.integer(18);
    confirmation.changed = row.integer(19);
    return confirmation;
}

}  // namespace

Result<void> ConfirmationRecords::insert(ConfirmationRow& confirmation) {
    TAPPAY_TRY(row, m_database.prepare(kInsert));
    bindHolder(row, 5, confirmation.holder);
    TAPPAY_CHECK(row.bind(1, confirmation.id)
                     .bind(2, confirmation.terminalId)
                     .bind(3, confirmation.key)
                     .bind(4, confirmation.digest)
                     .bind(7, static_cast<std::int64_t>(confirmation.wish))
                     .bind(8, confirmation.about)
                     .bind(9, confirmation.card)
                     .bind(10, confirmation.request)
                     .bind(11, static_cast<std::int64_t>(confirmation.state))
                     .bind(12, std::int64_t{confirmation.shown})
                     .bind(13, confirmation.created)
                     .bind(14, confirmation.expires)
                     .bind(15, confirmation.changed)
                     .run());
    confirmation.row = m_database.lastInsertId();
    return {};
}

Result<void> ConfirmationRecords::update(const ConfirmationRow& confirmation) {
    TAPPAY_TRY(row, m_database.prepare(kUpdate));
    return row.bind(1, confirmation.row)
        .bind(2, static_cast<std::int64_t>(confirmation.state))
        .bind(3, static_cast<std::int64_t>(confirmation.reason))
        .bind(4, std::int64_t{confirmation.shown})
        .bind(5, confirmation.phone)
        .bind(6, confirmation.phoneName)
        .bind(7, confirmation.device)
        .bind(8, confirmation.changed)
        .run();
}

Result<std::optional<ConfirmationRow>> ConfirmationRecords::find(const std::string& id) {
    TAPPAY_TRY(row, m_database.prepare(kFind));
    return store::firstRow(row.bind(1, id), readConfirmation);
}

Result<std::optional<ConfirmationRow>> ConfirmationRecords::ofKey(const std::string& terminalId,
                                                                  const std::string& key) {
    TAPPAY_TRY(row, m_database.prepare(kOfKey));
    return store::firstRow(row.bind(1, terminalId).bind(2, key), readConfirmation);
}

Result<std::optional<ConfirmationRow>> ConfirmationRecords::load(std::int64_t id) {
    TAPPAY_TRY(row, m_database.prepare(kLoad));
    return store::firstRow(row.bind(1, id), readConfirmation);
}

Result<std::vector<ConfirmationRow>> ConfirmationRecords::open(const Holder& holder) {
    TAPPAY_TRY(rows, m_database.prepare(kOpen));
    bindHolder(rows, 1, holder);
    return store::allRows(rows, readConfirmation);
}

Result<std::vector<ConfirmationRow>> ConfirmationRecords::last(const Holder& holder, int most) {
    TAPPAY_TRY(rows, m_database.prepare(kLast));
    bindHolder(rows, 1, holder);
    return store::allRows(rows.bind(3, std::int64_t{most}), readConfirmation);
}

Result<std::vector<std::int64_t>> ConfirmationRecords::due() {
    TAPPAY_TRY(rows, m_database.prepare(kDue));
    return store::allRows(rows, [](const store::Statement& row) { return row.integer(0); });
}

Result<std::vector<ConfirmationRow>> ConfirmationRecords::lapsed(std::int64_t now) {
    TAPPAY_TRY(rows, m_database.prepare(kLapsed));
    return store::allRows(rows.bind(1, now), readConfirmation);
}

Result<std::int64_t> ConfirmationRecords::nextLapse() {
    TAPPAY_TRY(row, m_database.prepare(kNextLapse));
    TAPPAY_CHECK(row.step());
    return row.integer(0);
}

Result<bool> ConfirmationRecords::isBlocked(const std::string& terminalId) {
    TAPPAY_TRY(row, m_database.prepare(kIsBlocked));
    return row.bind(1, terminalId).step();
}

Result<void> ConfirmationRecords::block(const std::string& terminalId, const std::string& phone,
                                        std::int64_t now) {
    TAPPAY_TRY(row, m_database.prepare(kBlock));
    return row.bind(1, terminalId).bind(2, phone).bind(3, now).run();
}

Result<bool> ConfirmationRecords::unblock(const std::string& terminalId) {
    TAPPAY_TRY(row, m_database.prepare(kUnblock));
    TAPPAY_CHECK(row.bind(1, terminalId).run());
    return m_database.changes() > 0;
}

}  // namespace tappay::backend
