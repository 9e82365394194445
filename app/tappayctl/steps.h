#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include "session.h"

namespace tappay::ctl {

// What goes on step by step in the application, and is told whenever it changes.
struct Subject {
    void (agent::Client::*changed)(const QJsonObject& subject);
    // What goes on, for people; empty for nothing worth saying.
    QString (*words)(const QJsonObject& subject);
    QString (*text)(const QJsonObject& subject);
    // While no step runs and none failed: whether that is the end, or another one is to begin.
    bool (*isDone)(const QJsonObject& subject);
    const char* command;  // that shows it later: "security"
};

// Begins something of that kind and follows it to its end, through lost connections as well;
// nothing is ever sent a second time.
class Steps : public QObject {
    Q_OBJECT

public:
    Steps(Session& session, const Subject& subject);
    void start(const QString& method, const QJsonObject& params);

private:
    void take(const QJsonObject& now);
    void end(const QJsonObject& now);
    void endUnknown(const QString& why);

    Session& m_session;
    const Subject m_subject;
    QJsonObject m_last;
    bool m_begun = false;
    QString m_said;
    QTimer m_patience;
};

}  // namespace tappay::ctl
