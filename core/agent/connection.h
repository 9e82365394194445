#pragma once

#include <QtCore/QMap>
#include <QtCore/QObject>
#include <QtNetwork/QLocalSocket>

#include "agent/methods.h"
#include "agent/wire.h"

namespace tappay::agent {

// One client of the server: takes its requests, and keeps its output bounded. A client that does
// not read is not read from either, and gets the newest snapshots once it goes on.
class Connection : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype kPendingOutput = 256 * 1024;  // octets, then notifications wait
    static constexpr qsizetype kWaitingNotifications = 64;   // then the client is dropped

    Connection(QLocalSocket* socket, Scope scope, const Surroundings& around);

    [[nodiscard]] Scope scope() const { return m_scope; }
    [[nodiscard]] bool subscribed() const { return m_subscribed; }
    // A waiting notification with the same subject is replaced.
    void notify(const QString& subject, const QString& method, const QJsonObject& params);

Q_SIGNALS:
    void closed();

private:
    void readRequests();
    void handle(const QByteArray& line);
    void answer(const QJsonValue& id, const Result<QJsonObject>& result);
    void refuse(const QJsonValue& id, RpcError code, const Failure& failure);
    void send(const QJsonObject& object);
    void goOn();

    QLocalSocket* m_socket;
    const Scope m_scope;
    const Surroundings& m_around;
    bool m_subscribed = false;
    bool m_closing = false;
    QMap<QString, QJsonObject> m_waiting;
};

}  // namespace tappay::agent
