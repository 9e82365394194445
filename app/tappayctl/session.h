#pragma once

#include <QtCore/QCommandLineParser>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <functional>

#include "agent/client.h"
#include "base/failure.h"

namespace tappay::ctl {

enum class ExitStatus : std::uint8_t {
    Done = 0,  // or approved
    Declined = 1,
    Usage = 2,
    NotKnownYet = 3,
    Failed = 4,  // or cancelled, or undone
};

// One run of the program: what was asked, the way to the application, and the answer to the caller.
class Session : public QObject {
    Q_OBJECT

public:
    struct Invocation {
        QStringList arguments;  // after the sub-command
        bool json = false;
        QString socket;
    };

    Session(Invocation invocation, const QCommandLineParser& options);

    [[nodiscard]] const QStringList& arguments() const { return m_invocation.arguments; }
    [[nodiscard]] bool isSet(const QString& option) const { return m_options.isSet(option); }
    [[nodiscard]] QString value(const QString& option) const { return m_options.value(option); }
    [[nodiscard]] const QString& socket() const { return m_invocation.socket; }
    [[nodiscard]] agent::Client& client() { return m_client; }

    // On the way to the result, on standard output, a line each.
    void line(const QJsonObject& machine, const QString& human) {
        print(machine, human + QLatin1Char('\n'));
    }
    // Exactly one of these ends the run.
    void finish(const QJsonObject& machine, const QString& human,
                ExitStatus status = ExitStatus::Done);
    void fail(const agent::Problem& problem);
    void usage(const QString& mistake);

    // Connects, waiting a moment for an application that is just starting, and hands over the
    // result; a failure ends the run.
    void ask(const QString& method, const QJsonObject& params,
             std::function<void(QJsonObject)> then,
             std::chrono::milliseconds deadline = std::chrono::seconds(10));
    // Before ask(): the connection subscribes to changes.
    void followChanges() { m_subscription = agent::Client::Subscription::Changes; }
    // Progress for people; never on standard output.
    static void say(const QString& line);
    // How long an application that is not there is waited for.
    static constexpr std::chrono::milliseconds kStartWait{1000};

private:
    void print(const QJsonObject& machine, const QString& human);

    Invocation m_invocation;
    const QCommandLineParser& m_options;
    agent::Client m_client;
    agent::Client::Subscription m_subscription = agent::Client::Subscription::None;
    bool m_finished = false;
};

// A failure of the closed list, found here.
agent::Problem problemOf(FailureCode code, const QString& detail = {});
// Usage for what the caller wrote wrong; NotKnownYet when the effect of a call is not known.
ExitStatus statusOf(const agent::Problem& problem);

}  // namespace tappay::ctl
