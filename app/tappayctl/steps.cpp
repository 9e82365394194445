#include "steps.h"

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

namespace {

// Of one step, longer than a card is waited for; or of a connection that is being made again.
constexpr std::chrono::seconds kPatience{90};

agent::Problem problemOf(const QJsonObject& failure) {
    return {agent::Problem::Cause::Refused,
            at(failure, "code"),
            at(failure, "happened"),
            at(failure, "remedy"),
            {}};
}

}  // namespace

Steps::Steps(Session& session, const Subject& subject)
    : QObject(&session), m_session(session), m_subject(subject) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { endUnknown(QStringLiteral("There is no result yet.")); });
    connect(&session.client(), subject.changed, this, &Steps::take);
    connect(&session.client(), &agent::Client::connectedChanged, this, [this](bool connected) {
        if (m_begun && !connected)
            Session::say(QStringLiteral("Connection lost. Connecting again…"));
    });
}

void Steps::start(const QString& method, const QJsonObject& params) {
    m_session.followChanges();
    m_session.ask(method, params, [this](const QJsonObject& begun) {
        m_begun = true;
        m_patience.start();
        take(begun);
    });
}

void Steps::take(const QJsonObject& now) {
    if (!m_begun) return;
    // Of phones and devices there are two lists.
    if (!m_last.isEmpty() && at(m_last, "for") != at(now, "for")) return;
    m_last = now;
    if (at(now, "step") == QLatin1String("idle")) return end(now);
    const QString words = m_subject.words(now);
    if (words.isEmpty() || words == m_said) return;
    m_said = words;
    m_patience.start();
    Session::say(words);
}

void Steps::end(const QJsonObject& now) {
    const QJsonValue failure = now.value(QLatin1String("failure"));
    if (!failure.isObject()) {
        if (m_subject.isDone(now)) m_session.finish(now, m_subject.text(now));
        return;
    }
    if (now.value(QLatin1String("nextAttempt")).isString())
        return endUnknown(failureText(failure) +
                          QStringLiteral(" It is tried again by itself at ") +
                          localTime(at(now, "nextAttempt")) + QLatin1Char('.'));
    m_session.fail(problemOf(failure.toObject()));
}

void Steps::endUnknown(const QString& why) {
    Session::say(why + QStringLiteral(" See tappayctl %1.").arg(QLatin1String(m_subject.command)));
    m_session.finish(m_last, m_subject.text(m_last), ExitStatus::NotKnownYet);
}

}  // namespace tappay::ctl
