#pragma once

#include <QtCore/QObject>
#include <memory>

#include "agent/confirming.h"
#include "terminal/cardholder.h"
#include "terminal/security.h"
#include "terminal/terminal.h"

namespace tappay::agent {

// Brings the terminal's changes, which arrive on its own threads, to the thread of this object.
// Changes that come faster than they are taken are joined; every signal carries the terminal's
// truth at that moment, so a client never sees an older state after a newer one.
class ChangeFeed : public QObject {
    Q_OBJECT

public:
    // `security` and `cardholder` may be null.
    ChangeFeed(terminal::Terminal& terminal, terminal::Security* security,
               terminal::CardholderAccount* cardholder, const Confirming& confirming);
    // Afterwards the terminal may call its listeners without effect.
    ~ChangeFeed() override;

Q_SIGNALS:
    void statusChanged(const tappay::terminal::Status& status);
    void transactionChanged(const tappay::terminal::TransactionSnapshot& transaction);
    void securityChanged();
    void cardholderChanged();
    void phonesChanged(tappay::protocol::HolderKind holder);
    void devicesChanged(tappay::protocol::HolderKind holder);
    void confirmationChanged(const std::string& key);

private:
    struct Mailbox;
    void listen(const Confirming& confirming);
    void empty();

    terminal::Terminal& m_terminal;
    std::shared_ptr<Mailbox> m_mailbox;
};

}  // namespace tappay::agent
