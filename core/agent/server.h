#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtNetwork/QLocalServer>

#include "agent/admission.h"
#include "agent/change_feed.h"
#include "agent/checkout_desk.h"
#include "agent/connection.h"
#include "agent/management_desk.h"
#include "agent/order_opening.h"
#include "base/log.h"

namespace tappay::agent {

// The local API on top of a terminal: one socket for each scope. Lives on the Qt thread; the
// terminal must outlive it.
class Server : public QObject {
    Q_OBJECT

public:
    static constexpr int kConnections = 32;  // on each socket

    // `security` and `cardholder` may be null: nothing of the terminal's keys, of a cardholder's
    // account is served then; likewise what is null in `confirming`.
    Server(terminal::Terminal& terminal, terminal::Security* security,
           terminal::CardholderAccount* cardholder, const LogTail& logTail, const Clock& clock,
           const Log& log, const Confirming& confirming = {});
    ~Server() override;

    // Makes the socket, and its directory when it is missing, for the own user, or for a group as
    // well (agent/admission.h). A socket file nobody listens on is replaced. AlreadyRunning when
    // somebody does; NotConfigured.
    Result<void> listen(const QString& path, Scope scope, const std::string& group = {});

private:
    void accept(QLocalServer& from, Scope scope, const Admission& admission);
    void broadcast(Scope least, const QString& subject, const QString& method,
                   const QJsonObject& params);
    [[nodiscard]] bool windowThere() const;
    void onStatus(const terminal::Status& status);
    void tellSecurity();
    void tellCardholder();
    void tellPhones(protocol::HolderKind holder);
    void tellDevices(protocol::HolderKind holder);
    void tellConfirmation(const std::string& key);

    const Log& m_log;
    const Confirming m_confirming;
    CardReading m_cardReading;
    CheckoutDesk m_checkouts;
    OrderOpening m_opening;
    ManagementDesk m_management;
    Surroundings m_around;
    ChangeFeed m_changes;
    QList<Connection*> m_connections;
    std::optional<Failure> m_standing;  // as last told
};

}  // namespace tappay::agent
