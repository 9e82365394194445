#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <chrono>
#include <map>
#include <optional>

#include "base/result.h"
#include "tappay-browser/commands.h"

namespace tappay::browser {

// What the bridge can do to the world; tests give it a small one.
class Surroundings {
public:
    virtual ~Surroundings() = default;
    virtual void tellPlugin(const QJsonObject& message) = 0;
    // Connects first where there is no connection. False: the application is not there.
    virtual bool askApplication(const QByteArray& line) = 0;
    virtual void startWindow() = 0;
    virtual void end() = 0;
};

// One plug-in's connection and what it asks of the application: in this order `checkout.ready` any
// number of times, then management commands, or one `checkout.start` and what belongs to that
// payment. No input or output, no clock: what came and when is told to it.
class Bridge {
public:
    using Time = std::chrono::steady_clock::time_point;
    // How long the application may take to answer, and the plug-in to ask for a payment.
    static constexpr std::chrono::seconds kPatience{10}, kIdle{30};

    Bridge(Surroundings& around, Time now) : m_around(around), m_idleUntil(now + kIdle) {}

    void greet();
    void onMessage(const QByteArray& message, Time now);  // of the plug-in
    void onLine(const QByteArray& line);                  // of the application
    void onApplicationGone();
    void onTime(Time now);
    [[nodiscard]] Time nextDeadline() const;

private:
    enum class State : std::uint8_t { Greeted, Ready, Starting, Paying };
    struct Asked {
        Command::Kind kind;
        Time until;
    };

    [[nodiscard]] Result<void> fitsState(const Command& command) const;
    void ask(const Command& command, Time now);
    void onAnswer(qint64 id, const QJsonObject& answer);
    void onResult(qint64 id, Command::Kind kind, const QJsonObject& result);
    void onNotification(const QString& name, const QJsonObject& arguments);

    Surroundings& m_around;
    State m_state = State::Greeted;
    bool m_windowThere = false;
    QString m_payment;  // its id, once started
    std::map<qint64, Asked> m_asked;
    Time m_idleUntil;
};

}  // namespace tappay::browser
