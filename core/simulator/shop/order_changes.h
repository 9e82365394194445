#pragma once

#include <QObject>
#include <functional>
#include <map>

namespace tappay::simulator::shop {

// Who waits until the state of an order changes.
class OrderChanges : public QObject {
    Q_OBJECT

public:
    static constexpr int kLongestWaitMs = 25'000;

    // `woken` is called once, by the event loop: at the next change, or when the wait is over.
    void await(const QString& reference, std::function<void()> woken);
    void changed(const QString& reference);

private:
    void end(std::uint64_t ticket);

    struct Waiter {
        QString reference;
        std::function<void()> woken;
    };
    std::map<std::uint64_t, Waiter> m_waiters;
    std::uint64_t m_next = 0;
};

}  // namespace tappay::simulator::shop
