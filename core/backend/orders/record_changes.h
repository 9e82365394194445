#pragma once

#include <functional>
#include <vector>

#include "backend/orders/order.h"

namespace tappay::backend {

// What a transaction has changed, told once it is on record.
class RecordChanges {
public:
    // On the writer's thread, after the answers to the jobs of the transaction. `events`: a shop
    // has to be told something.
    using Listener = std::function<void(const std::vector<Order>& orders, bool events)>;

    void listen(Listener listener) { m_listener = std::move(listener); }
    void note(const Order& order) { m_orders.push_back(order); }
    void noteEvent() { m_events = true; }

    void forget() {
        m_orders.clear();
        m_events = false;
    }
    void announce() {
        if (m_listener && (!m_orders.empty() || m_events)) m_listener(m_orders, m_events);
        forget();
    }

private:
    Listener m_listener;
    std::vector<Order> m_orders;
    bool m_events = false;
};

}  // namespace tappay::backend
