#include "backend/confirm/phone_records.h"

#include "store/rows.h"

namespace tappay::backend {

namespace {

#define TAPPAY_PHONE \
    "id, uuid, account, merchant, name, key, standing, sequence, since, last_seen FROM phones "
constexpr std::string_view kFind = "SELECT " TAPPAY_PHONE "WHERE uuid = ?1";
constexpr std::string_view kOf =
    "SELECT " TAPPAY_PHONE "WHERE account IS ?1 AND merchant = ?2 ORDER BY id";
#undef TAPPAY_PHONE
constexpr std::string_view kInsert =
    "INSERT INTO phones (uuid, account, merchant, name, key, standing, since, last_seen) VALUES "
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr std::string_view kShorten =
    "DELETE FROM phones WHERE id IN (SELECT id FROM phones WHERE account IS ?1 AND merchant = ?2 "
    "AND standing <> 1 ORDER BY id DESC LIMIT -1 OFFSET ?3)";
constexpr std::string_view kUpdate =
    "UPDATE phones SET name = ?2, standing = ?3, sequence = ?4, last_seen = ?5 WHERE id = ?1";
constexpr std::string_view kMessage =
    "SELECT digest FROM phone_messages WHERE phone = ?1 AND sequence = ?2";
constexpr std::string_view kKeepMessage =
    "INSERT INTO phone_messages (phone, sequence, digest) VALUES (?1, ?2, ?3)";
constexpr std::string_view kForgetMessages =
    "DELETE FROM phone_messages WHERE phone = ?1 AND sequence <= ?2";

constexpr std::int64_t kMostGone = 40;

PhoneRow readPhone(const store::Statement& row) {
    return {row.integer(0),
            row.text(1),
            readHolder(row, 2),
            row.text(4),
            row.blob(5),
            static_cast<protocol::PhoneStanding>(row.integer(6)),
            static_cast<std::uint32_t>(row.integer(7)),
            row.integer(8),
            row.integer(9)};
}

}  // namespace

Result<void> PhoneRecords::insert(PhoneRow& phone) {
    TAPPAY_TRY(row, m_database.prepare(kInsert));
    bindHolder(row, 2, phone.holder);
    TAPPAY_CHECK(row.bind(1, phone.id)
                     .bind(4, phone.name)
                     .bind(5, phone.key)
                     .bind(6, static_cast<std::int64_t>(phone.standing))
                     .bind(7, phone.since)
                     .bind(8, phone.lastSeen)
                     .run());
    phone.row = m_database.lastInsertId();
    TAPPAY_TRY(old, m_database.prepare(kShorten));
    bindHolder(old, 1, phone.holder);
    return old.bind(3, kMostGone).run();
}

Result<std::optional<PhoneRow>> PhoneRecords::find(const std::string& id) {
    TAPPAY_TRY(row, m_database.prepare(kFind));
    return store::firstRow(row.bind(1, id), readPhone);
}

Result<std::vector<PhoneRow>> PhoneRecords::of(const Holder& holder) {
    TAPPAY_TRY(rows, m_database.prepare(kOf));
    bindHolder(rows, 1, holder);
    return store::allRows(rows, readPhone);
}

Result<void> PhoneRecords::update(const PhoneRow& phone) {
    TAPPAY_TRY(row, m_database.prepare(kUpdate));
    return row.bind(1, phone.row)
        .bind(2, phone.name)
        .bind(3, static_cast<std::int64_t>(phone.standing))
        .bind(4, std::int64_t{phone.sequence})
        .bind(5, phone.lastSeen)
        .run();
}

Result<Bytes> PhoneRecords::message(const PhoneRow& phone, std::uint32_t sequence) {
    TAPPAY_TRY(row, m_database.prepare(kMessage));
    TAPPAY_TRY(found, row.bind(1, phone.row).bind(2, std::int64_t{sequence}).step());
    return found ? row.blob(0) : Bytes{};
}

Result<void> PhoneRecords::keepMessage(const PhoneRow& phone, std::uint32_t sequence,
                                       ByteView digest) {
    TAPPAY_TRY(row, m_database.prepare(kKeepMessage));
    TAPPAY_CHECK(row.bind(1, phone.row).bind(2, std::int64_t{sequence}).bind(3, digest).run());
    TAPPAY_TRY(old, m_database.prepare(kForgetMessages));
    return old.bind(1, phone.row)
        .bind(2, std::int64_t{phone.sequence} - std::int64_t{kRemembered})
        .run();
}

}  // namespace tappay::backend
