#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QObject>

#include "session.h"
#include "signals/unix_signals.h"

namespace tappay::ctl {

// Pairs one phone from the command line: shows the invitation, then the six digits, and has them
// accepted by a person or by the digits themselves.
class Pairing : public QObject {
    Q_OBJECT

public:
    // `holder`: of phone.pair; empty: the application's own.
    Pairing(Session& session, QString holder);
    void start();

private:
    void take(const QJsonObject& phones);
    void onOffered(const QJsonObject& pairing);
    void onAnswered(const QJsonObject& pairing);
    void question();
    void decide(bool accept);
    void finish(const QJsonObject& phones);
    void tell(const char* method);

    Session& m_session;
    const QString m_holder;
    UnixSignals m_signals;
    QString m_id;     // of the pairing, once it has begun
    QString m_state;  // as last shown
    bool m_otherCode = false;
};

}  // namespace tappay::ctl
