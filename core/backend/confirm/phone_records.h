#pragma once

#include "backend/confirm/holder.h"
#include "protocol/pairing.h"

namespace tappay::backend {

// One row: a phone. Times in milliseconds since 1970, UTC.
struct PhoneRow {
    std::int64_t row = 0;
    std::string id;  // UUIDv7
    Holder holder;
    std::string name;
    Bytes key;  // X || Y
    protocol::PhoneStanding standing = protocol::PhoneStanding::Paired;
    std::uint32_t sequence = 0;  // the highest seen
    std::int64_t since = 0, lastSeen = 0;
};

// The phones among the records: inside the writer's transaction, failures as in store/database.h.
class PhoneRecords {
public:
    static constexpr std::uint32_t kRemembered = 64;  // messages of a phone

    explicit PhoneRecords(store::Database& database) : m_database(database) {}

    // Gives it its row. The longest gone of a holder are forgotten.
    Result<void> insert(PhoneRow& phone);
    Result<std::optional<PhoneRow>> find(const std::string& id);
    // Oldest first.
    Result<std::vector<PhoneRow>> of(const Holder& holder);
    // Name, standing, sequence and when it was seen.
    Result<void> update(const PhoneRow& phone);

    // The digest of what came under this number; empty when none did.
    Result<Bytes> message(const PhoneRow& phone, std::uint32_t sequence);
    // And forgets those that are too long ago.
    Result<void> keepMessage(const PhoneRow& phone, std::uint32_t sequence, ByteView digest);

private:
    store::Database& m_database;
};

}  // namespace tappay::backend
