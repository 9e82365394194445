#include "models/security.h"

#include <algorithm>

namespace tappay::ui {

Security::Security(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    constexpr std::chrono::seconds kSecond{1};
    m_second.setInterval(kSecond);
    connect(&m_second, &QTimer::timeout, this, &Security::ticked);
    connect(&session, &Session::securityChanged, this,
            [this](const QJsonObject& json) { take(SecurityFacts::fromJson(json)); });
    connect(&session, &Session::statusChanged, this, [this] {
        if (!m_session.connected() && m_facts.known) take({});
    });
}

void Security::enrol(const QString& code) {
    ask(QStringLiteral("terminal.enrol"), {{QStringLiteral("code"), code}},
        [this](const agent::Reply& reply) {
            if (reply.ok())
                Q_EMIT enrolBegun();
            else
                Q_EMIT enrolRefused(reply.problem->code);
        });
}

void Security::signOn() {
    ask(QStringLiteral("terminal.signOn"), {});
}

void Security::renewKeys() {
    ask(QStringLiteral("keys.renew"), {});
}

void Security::tryAgain() {
    if (m_facts.firstMissing() == 1)
        renewKeys();
    else
        signOn();
}

void Security::refresh() {
    ask(QStringLiteral("security.get"), {});
}

void Security::dismissProblem() {
    m_happened.clear();
    m_remedy.clear();
    Q_EMIT changed();
}

int Security::secondsBusy() const {
    return m_begun.isValid() ? static_cast<int>(m_begun.secsTo(QDateTime::currentDateTime())) : 0;
}

int Security::secondsToNextTry() const {
    if (!m_facts.nextAttempt.isValid()) return -1;
    const auto left = QDateTime::currentDateTimeUtc().msecsTo(m_facts.nextAttempt);
    return static_cast<int>(std::max<qint64>(0, (left + 999) / 1000));
}

void Security::take(const SecurityFacts& facts) {
    if (!facts.busy())
        m_begun = {};
    else if (facts.step != m_facts.step)
        m_begun = QDateTime::currentDateTime();
    m_facts = facts;
    if (facts.busy() || facts.nextAttempt.isValid())
        m_second.start();
    else
        m_second.stop();
    Q_EMIT changed();
    Q_EMIT ticked();
}

void Security::ask(const QString& method, const QJsonObject& params,
                   const std::function<void(const agent::Reply&)>& then) {
    if (m_asking) return;
    m_asking = true;
    dismissProblem();
    m_session.call(method, params, [this, then](const agent::Reply& reply) {
        m_asking = false;
        if (reply.ok()) {
            take(SecurityFacts::fromJson(reply.result));
        } else {
            m_happened = reply.problem->happened;
            m_remedy = reply.problem->remedy;
            Q_EMIT changed();
        }
        if (then) then(reply);
    });
}

}  // namespace tappay::ui
