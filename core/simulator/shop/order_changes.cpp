#include "simulator/shop/order_changes.h"

#include <QTimer>
#include <vector>

namespace tappay::simulator::shop {

void OrderChanges::await(const QString& reference, std::function<void()> woken) {
    const auto ticket = m_next++;
    m_waiters.emplace(ticket, Waiter{reference, std::move(woken)});
    QTimer::singleShot(kLongestWaitMs, this, [this, ticket] { end(ticket); });
}

void OrderChanges::changed(const QString& reference) {
    std::vector<std::uint64_t> tickets;
    for (const auto& [ticket, waiter] : m_waiters) {
        if (waiter.reference == reference) tickets.push_back(ticket);
    }
    for (const auto ticket : tickets)
        end(ticket);
}

void OrderChanges::end(std::uint64_t ticket) {
    auto node = m_waiters.extract(ticket);
    if (!node.empty()) node.mapped().woken();
}

}  // namespace tappay::simulator::shop
