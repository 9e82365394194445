#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include "session.h"
#include "signals/unix_signals.h"

namespace tappay::ctl {

// One confirmation from the command line: begins it once and follows it to its end, through lost
// connections as well. An interrupt takes it back.
class Confirming : public QObject {
    Q_OBJECT

public:
    // `params` of confirm.start, the id among them.
    Confirming(Session& session, QJsonObject params);
    void start();

private:
    void begin();
    void look();
    void take(const QJsonObject& confirmation);
    void withdraw();
    void finish(ExitStatus status);
    void finishUnknown();

    Session& m_session;
    const QJsonObject m_params;
    const QString m_id;
    UnixSignals m_signals;
    QTimer m_patience;
    bool m_begun = false;
    QJsonObject m_last;
    QString m_said;
};

}  // namespace tappay::ctl
