#pragma once

#include <optional>
#include <vector>

#include "backend/orders/record_changes.h"
#include "backend/orders/refund.h"
#include "store/database.h"

namespace tappay::backend {

// The refunds among the records: inside the writer's transaction, failures as in store/database.h.
class RefundRecords {
public:
    RefundRecords(store::Database& database, RecordChanges& changes)
        : m_database(database), m_changes(changes) {}

    // Gives it its row.
    Result<void> insert(Refund& refund);
    Result<void> update(const Refund& refund);
    Result<std::optional<Refund>> find(std::int64_t orderRow, const std::string& reference);
    Result<Refund> load(std::int64_t row);
    Result<std::vector<Refund>> of(std::int64_t orderRow);
    // What the network has to be told.
    Result<std::vector<Refund>> open();
    // Minor units on their way back or there.
    Result<std::int64_t> sum(std::int64_t orderRow);

private:
    store::Database& m_database;
    RecordChanges& m_changes;
};

}  // namespace tappay::backend
