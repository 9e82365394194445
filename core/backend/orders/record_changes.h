#pragma once

#include <functional>
#include <vector>

#include "backend/orders/order.h"

namespace tappay::backend {

// What a transaction has changed, told once it is on record.
class RecordChanges {
public:
    // On the writer's thread, after the answers to the jobs of the transaction.
    using Listener = std::function<void(const RecordChanges& changes)>;

    void listen(Listener listener) { m_listener = std::move(listener); }
    void note(const Order& order) { m_orders.push_back(order); }
    void noteEvent() { m_events = true; }
    void noteRefund() { m_refunds = true; }

    [[nodiscard]] const std::vector<Order>& orders() const { return m_orders; }
    // A shop has to be told something.
    [[nodiscard]] bool events() const { return m_events; }
    // The network has to be told something.
    [[nodiscard]] bool refunds() const { return m_refunds; }

    void forget() {
        m_orders.clear();
        m_events = m_refunds = false;
    }
    void announce() {
        if (m_listener && (!m_orders.empty() || m_events || m_refunds)) m_listener(*this);
        forget();
    }

private:
    Listener m_listener;
    std::vector<Order> m_orders;
    bool m_events = false, m_refunds = false;
};

}  // namespace tappay::backend
