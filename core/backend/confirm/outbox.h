#pragma once

#include "backend/records.h"

namespace tappay::backend {

// The numbers are stored.
enum class OutboxKind : std::uint8_t { Confirmation = 1, Pairing = 2 };

// What has still to be told to terminals and phones: a row names what has changed, in the
// transaction that changes it. One row for each recipient and subject, so that it can't grow.
class Outbox {
public:
    explicit Outbox(store::Database& database) : m_database(database) {}

    struct Entry {
        std::int64_t cursor = 0;
        OutboxKind kind = OutboxKind::Confirmation;
        std::int64_t row = 0;
    };
    // Behind everything that was put before.
    Result<void> put(const std::string& recipient, OutboxKind kind, std::int64_t row);
    // Those after `cursor`, oldest first.
    Result<std::vector<Entry>> after(const std::string& recipient, std::int64_t cursor,
                                     std::size_t most);
    // Confirmations that were told up to `cursor`.
    Result<std::vector<Entry>> had(const std::string& recipient, std::int64_t cursor);
    Result<void> forget(const Entry& entry);

private:
    store::Database& m_database;
};

}  // namespace tappay::backend
