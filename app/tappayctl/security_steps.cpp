#include "security_steps.h"

#include <utility>

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

namespace {

// Of one step, or of a connection that is being made again.
constexpr std::chrono::seconds kPatience{60};

agent::Problem problemOf(const QJsonObject& failure) {
    return {agent::Problem::Cause::Refused,
            at(failure, "code"),
            at(failure, "happened"),
            at(failure, "remedy"),
            {}};
}

// Everything a payment needs is there.
bool isComplete(const QJsonObject& security) {
    const QJsonObject keys = security.value(QLatin1String("keys")).toObject();
    return security.value(QLatin1String("enrolment")).isObject() &&
           keys.value(QLatin1String("master")).isObject() &&
           security.value(QLatin1String("signOn")).isObject() &&
           security.value(QLatin1String("parameters")).isObject();
}

}  // namespace

SecuritySteps::SecuritySteps(Session& session, QString method, QJsonObject params)
    : QObject(&session),
      m_session(session),
      m_method(std::move(method)),
      m_params(std::move(params)) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { endUnknown(QStringLiteral("There is no result yet.")); });
    connect(&session.client(), &agent::Client::securityChanged, this, &SecuritySteps::take);
    connect(&session.client(), &agent::Client::connectedChanged, this, [this](bool connected) {
        if (m_begun && !connected)
            Session::say(QStringLiteral("Connection lost. Connecting again…"));
    });
}

void SecuritySteps::start() {
    m_session.followChanges();
    m_session.ask(m_method, m_params, [this](const QJsonObject& begun) {
        m_begun = true;
        m_patience.start();
        take(begun);
    });
}

void SecuritySteps::take(const QJsonObject& security) {
    if (!m_begun) return;
    m_last = security;
    const QString words = stepWords(security);
    if (words.isEmpty()) return end(security);
    if (words == m_said) return;
    m_said = words;
    m_patience.start();
    Session::say(words);
}

void SecuritySteps::end(const QJsonObject& security) {
    const QJsonValue failure = security.value(QLatin1String("failure"));
    if (!failure.isObject()) {
        if (isComplete(security)) m_session.finish(security, keysText(security));
        return;  // the next step is about to begin
    }
    if (security.value(QLatin1String("nextAttempt")).isString())
        return endUnknown(failureText(failure) +
                          QStringLiteral(" It is tried again by itself at ") +
                          localTime(at(security, "nextAttempt")) + QLatin1Char('.'));
    m_session.fail(problemOf(failure.toObject()));
}

void SecuritySteps::endUnknown(const QString& why) {
    Session::say(why + QStringLiteral(" See tappayctl security."));
    m_session.finish(m_last, keysText(m_last), ExitStatus::NotKnownYet);
}

}  // namespace tappay::ctl
