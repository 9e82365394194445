#include "agent/change_feed.h"

#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace tappay::agent {

using terminal::TransactionSnapshot;

// Outlives the feed in the terminal's listeners.
struct ChangeFeed::Mailbox {
    std::mutex mutex;
    ChangeFeed* feed = nullptr;
    bool woken = false;
    bool status = false;
    bool security = false;
    bool cardholder = false;
    std::map<std::string, TransactionSnapshot> transactions;
    std::set<protocol::HolderKind> phones, devices;
    std::set<std::string> confirmations;

    // With the mutex held.
    void wake() {
        if (feed == nullptr || std::exchange(woken, true)) return;
        QMetaObject::invokeMethod(feed, [to = feed] { to->empty(); }, Qt::QueuedConnection);
    }
};

ChangeFeed::ChangeFeed(terminal::Terminal& terminal, terminal::Security* security,
                       terminal::CardholderAccount* cardholder, const Confirming& confirming)
    : m_terminal(terminal), m_mailbox(std::make_shared<Mailbox>()) {
    m_mailbox->feed = this;
    terminal.onStatus([box = m_mailbox](const terminal::Status&) {
        const std::scoped_lock lock(box->mutex);
        box->status = true;
        box->wake();
    });
    terminal.onTransaction([box = m_mailbox](const TransactionSnapshot& transaction) {
        const std::scoped_lock lock(box->mutex);
        box->transactions.insert_or_assign(transaction.id, transaction);
        box->wake();
    });
    if (security != nullptr)
        security->onSecurity([box = m_mailbox](const terminal::SecurityStatus&) {
            const std::scoped_lock lock(box->mutex);
            box->security = true;
            box->wake();
        });
    if (cardholder != nullptr)
        cardholder->onCardholder([box = m_mailbox](const terminal::CardholderStatus&) {
            const std::scoped_lock lock(box->mutex);
            box->cardholder = true;
            box->wake();
        });
    listen(confirming);
}

void ChangeFeed::listen(const Confirming& confirming) {
    if (confirming.phones != nullptr)
        confirming.phones->onPhones([box = m_mailbox](protocol::HolderKind holder) {
            const std::scoped_lock lock(box->mutex);
            box->phones.insert(holder);
            box->wake();
        });
    if (confirming.devices != nullptr)
        confirming.devices->onDevices([box = m_mailbox](protocol::HolderKind holder) {
            const std::scoped_lock lock(box->mutex);
            box->devices.insert(holder);
            box->wake();
        });
    if (confirming.confirmations != nullptr)
        confirming.confirmations->onConfirmation([box = m_mailbox](const std::string& key) {
            const std::scoped_lock lock(box->mutex);
            box->confirmations.insert(key);
            box->wake();
        });
}

ChangeFeed::~ChangeFeed() {
    const std::scoped_lock lock(m_mailbox->mutex);
    m_mailbox->feed = nullptr;
}

void ChangeFeed::empty() {
    std::map<std::string, TransactionSnapshot> transactions;
    std::set<protocol::HolderKind> phones, devices;
    std::set<std::string> confirmations;
    bool status = false, security = false, cardholder = false;
    {
        const std::scoped_lock lock(m_mailbox->mutex);
        m_mailbox->woken = false;
        phones.swap(m_mailbox->phones);
        devices.swap(m_mailbox->devices);
        confirmations.swap(m_mailbox->confirmations);
        transactions.swap(m_mailbox->transactions);
        status = std::exchange(m_mailbox->status, false);
        security = std::exchange(m_mailbox->security, false);
        cardholder = std::exchange(m_mailbox->cardholder, false);
    }
    for (const auto& [id, told] : transactions) {
        const auto now = m_terminal.transaction(id);
        Q_EMIT transactionChanged(now ? *now : told);
    }
    if (status) Q_EMIT statusChanged(m_terminal.status());
    if (security) Q_EMIT securityChanged();
    if (cardholder) Q_EMIT cardholderChanged();
    for (const auto holder : phones)
        Q_EMIT phonesChanged(holder);
    for (const auto holder : devices)
        Q_EMIT devicesChanged(holder);
    for (const auto& key : confirmations)
        Q_EMIT confirmationChanged(key);
}

}  // namespace tappay::agent
