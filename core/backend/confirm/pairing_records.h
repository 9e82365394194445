#pragma once

#include "backend/confirm/holder.h"
#include "protocol/pairing.h"

namespace tappay::backend {

// One row: a pairing and how far it has come.
struct PairingRow {
    std::int64_t row = 0;
    std::string id;  // UUIDv7
    std::string terminalId;
    Holder holder;
    protocol::PairingState state = protocol::PairingState::Offered;
    std::string name;
    Bytes key, proof, computerProof;
    std::string phone;         // its id
    std::int64_t expires = 0;  // milliseconds since 1970, UTC
};

// The pairings among the records: inside the writer's transaction, failures as in store/database.h.
class PairingRecords {
public:
    explicit PairingRecords(store::Database& database) : m_database(database) {}

    Result<void> insert(PairingRow& pairing);
    Result<std::optional<PairingRow>> find(const std::string& id);
    Result<std::optional<PairingRow>> load(std::int64_t row);
    // All but who offers it and when it expires.
    Result<void> update(const PairingRow& pairing);
    // Offered or answered.
    Result<std::int64_t> open(const Holder& holder, std::int64_t now);
    // Whose time is over; and when that of the next one is, 0 for never.
    Result<std::vector<PairingRow>> lapsed(std::int64_t now);
    Result<std::int64_t> nextLapse();
    // Those that ended before `time`.
    Result<void> forget(std::int64_t time);

private:
    store::Database& m_database;
};

}  // namespace tappay::backend
