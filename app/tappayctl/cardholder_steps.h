#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include "session.h"

namespace tappay::ctl {

// Begins something for the cardholder's account and follows it to its end; nothing is ever sent a
// second time.
class CardholderSteps : public QObject {
    Q_OBJECT

public:
    CardholderSteps(Session& session, QString method, QJsonObject params);
    void start();

private:
    void take(const QJsonObject& cardholder);

    Session& m_session;
    const QString m_method;
    const QJsonObject m_params;
    QJsonObject m_last;
    bool m_begun = false;
    QString m_said;
    QTimer m_patience;
};

}  // namespace tappay::ctl
