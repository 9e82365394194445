#include "backend/confirm/pairing_records.h"

#include "store/rows.h"

namespace tappay::backend {

namespace {

#define TAPPAY_PAIRING                                                        \
    "SELECT id, uuid, terminal, account, merchant, state, name, key, proof, " \
    "computer_proof, phone, expires FROM pairings WHERE "
constexpr std::string_view kFind = TAPPAY_PAIRING "uuid = ?1";
constexpr std::string_view kLoad = TAPPAY_PAIRING "id = ?1";
constexpr std::string_view kLapsed = TAPPAY_PAIRING "state <= 2 AND expires <= ?1 LIMIT 100";
#undef TAPPAY_PAIRING
constexpr std::string_view kInsert =
    "INSERT INTO pairings (uuid, terminal, account, merchant, state, expires) VALUES (?1, ?2, ?3, "
    "?4, ?5, ?6)";
constexpr std::string_view kUpdate =
    "UPDATE pairings SET state = ?2, name = ?3, key = ?4, proof = ?5, computer_proof = ?6, phone = "
    "?7 WHERE id = ?1";
constexpr std::string_view kOpen =
    "SELECT COUNT(*) FROM pairings WHERE account IS ?1 AND merchant = ?2 AND state <= 2 AND "
    "expires > ?3";
constexpr std::string_view kNextLapse = "SELECT MIN(expires) FROM pairings WHERE state <= 2";
constexpr std::string_view kForget = "DELETE FROM pairings WHERE expires < ?1 AND state > 2";

PairingRow readPairing(const store::Statement& row) {
    return {row.integer(0),
            row.text(1),
            row.text(2),
            readHolder(row, 3),
            static_cast<protocol::PairingState>(row.integer(5)),
            row.text(6),
            row.blob(7),
            row.blob(8),
            row.blob(9),
            row.text(10),
            row.integer(11)};
}

}  // namespace

Result<void> PairingRecords::insert(PairingRow& pairing) {
    TAPPAY_TRY(row, m_database.prepare(kInsert));
    bindHolder(row, 3, pairing.holder);
    TAPPAY_CHECK(row.bind(1, pairing.id)
                     .bind(2, pairing.terminalId)
                     .bind(5, static_cast<std::int64_t>(pairing.state))
                     .bind(6, pairing.expires)
                     .run());
    pairing.row = m_database.lastInsertId();
    return {};
}

Result<std::optional<PairingRow>> PairingRecords::find(const std::string& id) {
    TAPPAY_TRY(row, m_database.prepare(kFind));
    return store::firstRow(row.bind(1, id), readPairing);
}

Result<std::optional<PairingRow>> PairingRecords::load(std::int64_t id) {
    TAPPAY_TRY(row, m_database.prepare(kLoad));
    return store::firstRow(row.bind(1, id), readPairing);
}

Result<void> PairingRecords::update(const PairingRow& pairing) {
    TAPPAY_TRY(row, m_database.prepare(kUpdate));
    return row.bind(1, pairing.row)
        .bind(2, static_cast<std::int64_t>(pairing.state))
        .bind(3, pairing.name)
        .bind(4, pairing.key)
        .bind(5, pairing.proof)
        .bind(6, pairing.computerProof)
        .bind(7, pairing.phone)
        .run();
}

Result<std::int64_t> PairingRecords::open(const Holder& holder, std::int64_t now) {
    TAPPAY_TRY(row, m_database.prepare(kOpen));
    bindHolder(row, 1, holder);
    TAPPAY_CHECK(row.bind(3, now).step());
    return row.integer(0);
}

Result<std::vector<PairingRow>> PairingRecords::lapsed(std::int64_t now) {
    TAPPAY_TRY(rows, m_database.prepare(kLapsed));
    return store::allRows(rows.bind(1, now), readPairing);
}

Result<std::int64_t> PairingRecords::nextLapse() {
    TAPPAY_TRY(row, m_database.prepare(kNextLapse));
    TAPPAY_CHECK(row.step());
    return row.integer(0);
}

Result<void> PairingRecords::forget(std::int64_t time) {
    TAPPAY_TRY(row, m_database.prepare(kForget));
    return row.bind(1, time).run();
}

}  // namespace tappay::backend
