#pragma once

#include <optional>
#include <vector>

#include "backend/orders/record_changes.h"
#include "backend/payment.h"
#include "store/database.h"

namespace tappay::backend {

// The orders among the records: inside the writer's transaction, failures as in store/database.h.
class OrderRecords {
public:
    OrderRecords(store::Database& database, RecordChanges& changes)
        : m_database(database), m_changes(changes) {}

    Result<std::optional<Order>> find(const std::string& id);
    Result<Order> load(std::int64_t row);
    Result<std::optional<Order>> byReference(const std::string& merchantId,
                                             const std::string& reference);
    // The one that this payment has, or has paid.
    Result<std::optional<Order>> ofPayment(std::int64_t paymentId);
    // Gives it its row.
    Result<void> insert(Order& order);
    // State, payment, times and refunds.
    Result<void> update(const Order& order);

    // What the card said when it completed.
    Result<void> keepCryptogram(const Order& order, const std::string& cryptogram);

    // A payment has changed, which may give its order back. NotUndoable when the order is paid:
    // such a payment stays approved.
    Result<void> follow(const Payment& payment);

    // Open ones whose time was over at `now`, at most `most`.
    Result<std::vector<Order>> lapsed(std::int64_t now, int most);
    // Payments that were approved until `time` and have an order which they have not paid yet.
    Result<std::vector<std::int64_t>> notCaptured(std::int64_t time, int most);
    // When the next open order lapses, and when the first payment that is to be captured was
    // approved, as if at `now` where it isn't yet. 0 for never.
    Result<std::int64_t> nextLapse();
    Result<std::int64_t> firstApproval(std::int64_t now);

private:
    Result<std::optional<Order>> findOne(std::string_view sql, std::string_view parameter);

    store::Database& m_database;
    RecordChanges& m_changes;
};

}  // namespace tappay::backend
