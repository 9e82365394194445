#pragma once

#include <functional>
#include <vector>

#include "backend/orders/order.h"
#include "backend/payment.h"
#include "store/database.h"

namespace tappay::backend {

// The orders among the records: inside the writer's transaction, failures as in store/database.h.
class OrderRecords {
public:
    explicit OrderRecords(store::Database& database) : m_database(database) {}

    Result<std::optional<Order>> find(const std::string& id);
    Result<std::optional<Order>> byReference(const std::string& merchantId,
                                             const std::string& reference);
    // The one that this payment has, or has paid.
    Result<std::optional<Order>> ofPayment(std::int64_t paymentId);
    // Gives it its row.
    Result<void> insert(Order& order);
    // State, payment, times and refunds.
    Result<void> update(const Order& order);

    // A payment has changed, which may give its order back. NotUndoable when the order is paid:
    // such a payment stays approved.
    Result<void> follow(const Payment& payment);

    // Open ones whose time was over at `now`, at most `most`.
    Result<std::vector<Order>> lapsed(std::int64_t now, int most);
    // Payments that were approved until `time` and have an order which they have not paid yet.
    Result<std::vector<std::int64_t>> notCaptured(std::int64_t time, int most);
    // When the next open order lapses; when the earliest payment under way was asked for or
    // answered. 0 for never.
    Result<std::int64_t> nextLapse();
    Result<std::int64_t> earliestPaying();

    // What was put on record by a committed transaction, told afterwards on the writer's thread.
    using Listener = std::function<void(const std::vector<Order>& changed)>;
    void listen(Listener listener) { m_listener = std::move(listener); }
    void forgetChanges() { m_changed.clear(); }
    void announceChanges();

private:
    Result<std::optional<Order>> findOne(std::string_view sql, std::string_view parameter);

    store::Database& m_database;
    std::vector<Order> m_changed;
    Listener m_listener;
};

}  // namespace tappay::backend
