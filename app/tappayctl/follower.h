#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include "agent/client.h"

namespace tappay::ctl {

// Follows one payment by its id through lost connections: whatever happened meanwhile, it asks for
// the truth and never sends anything a second time.
class Follower : public QObject {
    Q_OBJECT

public:
    Follower(agent::Client& client, QString id);

    // From now on; also right after a request whose answer got lost.
    void look();
    // What an answer said of it; from now on it is followed over lost connections.
    void take(const QJsonObject& transaction);
    [[nodiscard]] const QString& id() const { return m_id; }

Q_SIGNALS:
    void changed(const QJsonObject& transaction);
    void notThere();     // the application knows no such payment
    void outOfReach();   // no connection for too long
    void interrupted();  // the connection was lost; it is being made again

private:
    void limitWait();

    agent::Client& m_client;
    QString m_id;
    bool m_following = false;
    QTimer m_patience;
};

}  // namespace tappay::ctl
