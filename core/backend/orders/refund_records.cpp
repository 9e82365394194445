#include "backend/orders/refund_records.h"

#include "store/rows.h"

namespace tappay::backend {

namespace {

#define TAPPAY_REFUND                                                                 \
    "uuid, ordered, reference, amount, state, batch, stan, attempts, response_code, " \
    "network_reference, created, answered, card"
#define TAPPAY_SELECT "SELECT id, " TAPPAY_REFUND " FROM refunds WHERE "
constexpr std::string_view kInsert = "INSERT INTO refunds (" TAPPAY_REFUND
                                     ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                                     "?12, ?13)";
constexpr std::string_view kFind = TAPPAY_SELECT "ordered = ?1 AND reference = ?2";
constexpr std::string_view kLoad = TAPPAY_SELECT "id = ?1";
constexpr std::string_view kOf = TAPPAY_SELECT "ordered = ?1 ORDER BY id";
constexpr std::string_view kOpen = TAPPAY_SELECT "state = 0 ORDER BY id";
#undef TAPPAY_SELECT
#undef TAPPAY_REFUND
constexpr std::string_view kUpdate =
    "UPDATE refunds SET state = ?2, attempts = ?3, response_code = ?4, network_reference = ?5, "
    "answered = ?6, card = ?7 WHERE id = ?1";
constexpr std::string_view kSum =
    "SELECT COALESCE(SUM(amount), 0) FROM refunds WHERE ordered = ?1 AND state <> ?2";

Refund readRefund(const store::Statement& row) {
    Refund refund;
    refund.row = row.integer(0);
    refund.id = row.text(1);
    refund.orderRow = row.integer(2);
    refund.reference = row.text(3);
    refund.amount = row.integer(4);
    refund.state = static_cast<RefundState>(row.integer(5));
    refund.batch = static_cast<std::uint32_t>(row.integer(6));
    refund.stan = static_cast<std::uint32_t>(row.integer(7));
    refund.attempts = static_cast<std::uint32_t>(row.integer(8));
    refund.responseCode = row.text(9);
    refund.networkReference = row.text(10);
    refund.created = row.integer(11);
    refund.answered = row.integer(12);
    refund.keptCard = row.blob(13);
    return refund;
}

void bindCard(store::Statement& row, int parameter, const Bytes& card) {
    card.empty() ? row.bindNull(parameter) : row.bind(parameter, card);
}

}  // namespace

Result<void> RefundRecords::insert(Refund& refund) {
    TAPPAY_TRY(row, m_database.prepare(kInsert));
    row.bind(1, refund.id)
        .bind(2, refund.orderRow)
        .bind(3, refund.reference)
        .bind(4, refund.amount)
        .bind(5, static_cast<std::int64_t>(refund.state))
        .bind(6, std::int64_t{refund.batch})
        .bind(7, std::int64_t{refund.stan})
        .bind(8, std::int64_t{refund.attempts})
        .bind(9, refund.responseCode)
        .bind(10, refund.networkReference)
        .bind(11, refund.created)
        .bind(12, refund.answered);
    bindCard(row, 13, refund.keptCard);
    TAPPAY_CHECK(row.run());
    refund.row = m_database.lastInsertId();
    m_changes.noteRefund();
    return {};
}

Result<void> RefundRecords::update(const Refund& refund) {
    TAPPAY_TRY(row, m_database.prepare(kUpdate));
    row.bind(1, refund.row)
        .bind(2, static_cast<std::int64_t>(refund.state))
        .bind(3, std::int64_t{refund.attempts})
        .bind(4, refund.responseCode)
        .bind(5, refund.networkReference)
        .bind(6, refund.answered);
    bindCard(row, 7, refund.keptCard);
    return row.run();
}

Result<std::optional<Refund>> RefundRecords::find(std::int64_t orderRow,
                                                  const std::string& reference) {
    TAPPAY_TRY(row, m_database.prepare(kFind));
    return store::firstRow(row.bind(1, orderRow).bind(2, reference), readRefund);
}

Result<Refund> RefundRecords::load(std::int64_t id) {
    TAPPAY_TRY(row, m_database.prepare(kLoad));
    TAPPAY_TRY(found, row.bind(1, id).step());
    if (!found) return fail(FailureCode::Internal, "no refund " + std::to_string(id));
    return readRefund(row);
}

Result<std::vector<Refund>> RefundRecords::of(std::int64_t orderRow) {
    TAPPAY_TRY(rows, m_database.prepare(kOf));
    return store::allRows(rows.bind(1, orderRow), readRefund);
}

Result<std::vector<Refund>> RefundRecords::open() {
    TAPPAY_TRY(rows, m_database.prepare(kOpen));
    return store::allRows(rows, readRefund);
}

Result<std::int64_t> RefundRecords::sum(std::int64_t orderRow) {
    TAPPAY_TRY(row, m_database.prepare(kSum));
    TAPPAY_CHECK(
        row.bind(1, orderRow).bind(2, static_cast<std::int64_t>(RefundState::Refused)).step());
    return row.integer(0);
}

}  // namespace tappay::backend
