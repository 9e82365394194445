#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/orders/record_changes.h"
#include "store/database.h"

namespace tappay::backend {

// Something a shop is told: a row of the outbox.
struct ShopEvent {
    std::int64_t row = 0;
    std::string id;  // UUIDv7
    std::string merchantId;
    std::string type;          // kOrderPaid and its like
    std::int64_t created = 0;  // milliseconds since 1970, UTC
    std::string body;          // JSON; the same octets in each sending
    std::uint32_t attempts = 0;
    std::int64_t first = 0;      // when it was to be sent first, now or by a wish to send it again
    std::int64_t due = 0;        // when it is to be sent next; 0: not any more
    std::int64_t delivered = 0;  // when the shop took it; 0: not yet
};

// The outbox among the records: inside the writer's transaction, failures as in store/database.h.
class EventRecords {
public:
    EventRecords(store::Database& database, RecordChanges& changes)
        : m_database(database), m_changes(changes) {}

    Result<void> insert(const ShopEvent& event);
    Result<std::optional<ShopEvent>> find(const std::string& id);
    // The shop's after this row, oldest first.
    Result<std::vector<ShopEvent>> list(const std::string& merchantId, std::int64_t afterRow,
                                        std::int64_t most);
    // Attempts and times.
    Result<void> update(const ShopEvent& event);

    // Of each shop the first that it has not been told yet: what comes after it waits.
    Result<std::vector<ShopEvent>> heads();
    Result<std::optional<ShopEvent>> load(std::int64_t row);

private:
    store::Database& m_database;
    RecordChanges& m_changes;
};

}  // namespace tappay::backend
