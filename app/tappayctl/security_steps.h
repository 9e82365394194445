#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include "session.h"

namespace tappay::ctl {

// Begins something the terminal does for its standing (enrol, sign on, new keys) and follows it to
// its end, through lost connections as well; nothing is ever sent a second time.
class SecuritySteps : public QObject {
    Q_OBJECT

public:
    SecuritySteps(Session& session, QString method, QJsonObject params);
    void start();

private:
    void take(const QJsonObject& security);
    void end(const QJsonObject& security);
    void endUnknown(const QString& why);

    Session& m_session;
    const QString m_method;
    const QJsonObject m_params;
    QJsonObject m_last;
    bool m_begun = false;
    QString m_said;
    QTimer m_patience;
};

}  // namespace tappay::ctl
