#include "backend/cardholders/cardholder_records.h"

#include "backend/cardholders/cardholder_sql.h"
#include "protocol/time.h"
#include "store/rows.h"

namespace tappay::backend {

namespace sql = cardholder_sql;

namespace {

constexpr std::int64_t kMostNotices = protocol::kMostCardholderNotices;
constexpr std::int64_t kMostUnbound = 30;

std::optional<std::int64_t> optionalInteger(const store::Statement& row, int column) {
    if (row.isNull(column)) return std::nullopt;
    return row.integer(column);
}

void bindOptional(store::Statement& statement, int parameter,
                  const std::optional<std::int64_t>& value) {
    value ? statement.bind(parameter, *value) : statement.bindNull(parameter);
}

CardholderRow readAccount(const store::Statement& row) {
    return {row.integer(0),
            row.text(1),
            row.integer(2),
            optionalInteger(row, 3),
            optionalInteger(row, 4),
            currencyByNumeric(static_cast<std::uint16_t>(row.integer(5))).value_or(Currency{})};
}

CardholderCardRow readCard(const store::Statement& row) {
    return {row.integer(0), row.integer(1), row.text(2),    row.blob(3),
            row.text(4),    row.text(5),    row.integer(6), row.integer(7)};
}

CardholderDeviceRow readDevice(const store::Statement& row) {
    return {row.integer(0), row.integer(1), row.text(2),   row.text(3),
            row.text(4),    row.integer(5), row.integer(6)};
}

protocol::CardholderNotice readNotice(const store::Statement& row) {
    return {timeText(row.integer(0)), row.text(1), row.text(2)};
}

}  // namespace

Result<void> CardholderRecords::insert(CardholderRow& account) {
    TAPPAY_TRY(row, m_database.prepare(sql::kInsertAccount));
    TAPPAY_CHECK(row.bind(1, account.id)
                     .bind(2, account.since)
                     .bind(3, std::int64_t{account.currency.numeric})
                     .run());
    account.row = m_database.lastInsertId();
    return {};
}

Result<std::optional<CardholderRow>> CardholderRecords::load(std::int64_t row) {
    TAPPAY_TRY(found, m_database.prepare(sql::kLoadAccount));
    return store::firstRow(found.bind(1, row), readAccount);
}

Result<std::optional<CardholderRow>> CardholderRecords::ofDevice(const std::string& keyId) {
    TAPPAY_TRY(found, m_database.prepare(sql::kOfDevice));
    return store::firstRow(found.bind(1, keyId), readAccount);
}

Result<void> CardholderRecords::setLimits(const CardholderRow& account) {
    TAPPAY_TRY(row, m_database.prepare(sql::kSetLimits));
    row.bind(1, account.row).bind(4, std::int64_t{account.currency.numeric});
    bindOptional(row, 2, account.paymentLimit);
    bindOptional(row, 3, account.dayLimit);
    return row.run();
}

Result<void> CardholderRecords::erase(const CardholderRow& account) {
    TAPPAY_TRY(row, m_database.prepare(sql::kEraseAccount));
    return row.bind(1, account.row).run();
}

Result<std::vector<CardholderCardRow>> CardholderRecords::cards(const CardholderRow& account) {
    TAPPAY_TRY(rows, m_database.prepare(sql::kCards));
    return store::allRows(rows.bind(1, account.row), readCard);
}

Result<std::optional<CardholderCardRow>> CardholderRecords::card(const CardholderRow& account,
                                                                 const std::string& id) {
    TAPPAY_TRY(row, m_database.prepare(sql::kCard));
    return store::firstRow(row.bind(1, account.row).bind(2, id), readCard);
}

Result<std::optional<CardholderCardRow>> CardholderRecords::boundCard(ByteView panHash) {
    if (!m_boundCard) {
        TAPPAY_TRY(prepared, m_database.prepare(sql::kBoundCard));
        m_boundCard = std::move(prepared);
    }
    m_boundCard->reset();
    auto card = store::firstRow(m_boundCard->bind(1, panHash), readCard);
    m_boundCard->reset();
    return card;
}

Result<void> CardholderRecords::insert(CardholderCardRow& card) {
    TAPPAY_TRY(row, m_database.prepare(sql::kInsertCard));
    TAPPAY_CHECK(row.bind(1, card.account)
                     .bind(2, card.id)
                     .bind(3, card.panHash)
                     .bind(4, card.maskedPan)
                     .bind(5, card.label)
                     .bind(6, card.since)
                     .run());
    card.row = m_database.lastInsertId();
    return {};
}

Result<void> CardholderRecords::keep(ByteView panHash, ByteView sealed) {
    TAPPAY_TRY(row, m_database.prepare(sql::kKeepCard));
    return row.bind(1, panHash).bind(2, sealed).run();
}

Result<Bytes> CardholderRecords::kept(const CardholderCardRow& card) {
    TAPPAY_TRY(row, m_database.prepare(sql::kKeptCard));
    TAPPAY_TRY(found, row.bind(1, card.row).step());
    return found ? row.blob(0) : Bytes{};
}

Result<void> CardholderRecords::unbind(const CardholderCardRow& card, std::int64_t now) {
    TAPPAY_TRY(row, m_database.prepare(sql::kUnbindCard));
    TAPPAY_CHECK(row.bind(1, card.row).bind(2, now).run());
    TAPPAY_TRY(payments, m_database.prepare(sql::kForgetPaymentsOfCard));
    TAPPAY_CHECK(payments.bind(1, card.row).run());
    TAPPAY_TRY(history, m_database.prepare(sql::kShortenHistory));
    return history.bind(1, card.account).bind(2, kMostUnbound).run();
}

Result<std::vector<CardholderDeviceRow>> CardholderRecords::devices(const CardholderRow& account) {
    TAPPAY_TRY(rows, m_database.prepare(sql::kDevices));
    return store::allRows(rows.bind(1, account.row), readDevice);
}

Result<void> CardholderRecords::insert(CardholderDeviceRow& device) {
    TAPPAY_TRY(before, m_database.prepare(sql::kReplaceDevice));
    TAPPAY_CHECK(before.bind(1, device.terminalId).run());
    TAPPAY_TRY(row, m_database.prepare(sql::kInsertDevice));
    TAPPAY_CHECK(row.bind(1, device.account)
                     .bind(2, device.id)
                     .bind(3, device.keyId)
                     .bind(4, device.terminalId)
                     .bind(5, device.since)
                     .run());
    device.row = m_database.lastInsertId();
    return {};
}

Result<void> CardholderRecords::erase(const CardholderDeviceRow& device) {
    TAPPAY_TRY(row, m_database.prepare(sql::kEraseDevice));
    return row.bind(1, device.row).run();
}

Result<void> CardholderRecords::seen(const std::string& keyId, std::int64_t now) {
    TAPPAY_TRY(row, m_database.prepare(sql::kSeen));
    return row.bind(1, keyId).bind(2, now).run();
}

Result<std::vector<protocol::CardholderNotice>> CardholderRecords::notices(
    const CardholderRow& account) {
    TAPPAY_TRY(rows, m_database.prepare(sql::kNotices));
    return store::allRows(rows.bind(1, account.row).bind(2, kMostNotices), readNotice);
}

Result<void> CardholderRecords::note(std::int64_t account, std::int64_t now, std::string_view what,
                                     std::string_view detail, std::string_view about) {
    TAPPAY_TRY(row, m_database.prepare(sql::kNote));
    row.bind(1, account).bind(2, now).bind(3, what).bind(4, detail);
    about.empty() ? row.bindNull(5) : row.bind(5, about);
    TAPPAY_CHECK(row.run());
    TAPPAY_TRY(old, m_database.prepare(sql::kShortenNotices));
    return old.bind(1, account).bind(2, kMostNotices).run();
}

Result<void> CardholderRecords::forgetLog() {
    TAPPAY_TRY(row, m_database.prepare("PRAGMA wal_checkpoint(TRUNCATE)"));
    TAPPAY_CHECK(row.step());
    if (row.integer(0) != 0) return fail(FailureCode::Busy, "the write-ahead log is being read");
    return {};
}

std::string timeText(std::int64_t milliseconds) {
    return protocol::formatTime(
        std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds)));
}

}  // namespace tappay::backend
