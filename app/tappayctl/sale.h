#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <optional>

#include "follower.h"
#include "pin_source.h"
#include "session.h"
#include "signals/unix_signals.h"

namespace tappay::ctl {

// One payment from the command line: begins it once, or takes it up again, and follows it to a
// result, or says that there is none yet.
class Sale : public QObject {
    Q_OBJECT

public:
    // `method` with `params`, which name the payment's id, begins it.
    Sale(Session& session, QString method, QJsonObject params);
    void start();

private:
    void begin();
    void onChanged(const QJsonObject& transaction);
    void showProgress(const QJsonObject& transaction);
    void onPin(const QJsonObject& transaction);
    void onChoice(const QJsonObject& transaction);
    void onInterrupt();
    void cancel(std::optional<agent::Problem> because = {});
    void finishWith(const QJsonObject& transaction);
    void finishUnknown();
    void finishInDoubt();

    Session& m_session;
    const QString m_method;
    QJsonObject m_params;
    Follower m_follower;
    PinSource m_pin;
    UnixSignals m_signals;
    QTimer m_patience;
    QTimer m_closing;  // the result is known, the card is still being completed
    bool m_begun = false;
    bool m_underWay = false;  // the card is or was being asked for
    QJsonArray m_offered;     // applications that were chosen from last
    bool m_cancelling = false;
    bool m_warned = false;
    QString m_said;
    QString m_prompt;
    QJsonObject m_last;
    std::optional<agent::Problem> m_reason;  // ours, when we cancelled
};

}  // namespace tappay::ctl
