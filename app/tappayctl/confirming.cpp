#include "confirming.h"

#include <csignal>
#include <utility>

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

namespace {

// From one state to the next: a confirmation lives for 2 minutes, a payment may take a while.
constexpr std::chrono::minutes kPatience{5};

}  // namespace

Confirming::Confirming(Session& session, QJsonObject params)
    : QObject(&session),
      m_session(session),
      m_params(std::move(params)),
      m_id(at(m_params, "id")),
      m_signals({SIGINT, SIGTERM}) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &Confirming::finishUnknown);
    connect(&m_signals, &UnixSignals::raised, this, &Confirming::withdraw);
    auto& client = session.client();
    connect(&client, &agent::Client::confirmationChanged, this, &Confirming::take);
    connect(&client, &agent::Client::connectedChanged, this, [this](bool connected) {
        if (m_begun && !connected)
            Session::say(QStringLiteral("Connection lost. Connecting again…"));
    });
}

void Confirming::start() {
    auto& client = m_session.client();
    connect(&client, &agent::Client::subscribed, this, [this] {
        if (std::exchange(m_begun, true)) return look();
        m_patience.start();
        begin();
    });
    QTimer::singleShot(Session::kStartWait, this, [this, &client] {
        if (m_begun) return;
        client.call(QStringLiteral("app.status"), {}, [this](const agent::Reply& reply) {
            if (!m_begun && !reply.ok()) m_session.fail(*reply.problem);
        });
    });
    client.open();
}

// Without an answer it may have begun: it is looked for, and never begun a second time.
void Confirming::begin() {
    m_session.client().call(QStringLiteral("confirm.start"), m_params,
                            [this](const agent::Reply& reply) {
                                if (reply.ok()) return take(reply.result);
                                if (reply.problem->cause == agent::Problem::Cause::Refused)
                                    return m_session.fail(*reply.problem);
                                if (m_session.client().connected()) look();
                            });
}

void Confirming::look() {
    m_session.client().call(QStringLiteral("confirm.get"), {{"id", m_id}},
                            [this](const agent::Reply& reply) {
                                if (reply.ok()) return take(reply.result);
                                if (reply.problem->cause == agent::Problem::Cause::Refused)
                                    m_session.fail(*reply.problem);
                            });
}

void Confirming::take(const QJsonObject& confirmation) {
    if (at(confirmation, "id") != m_id) return;
    m_last = confirmation;
    const QString words = confirmationWords(confirmation);
    if (std::exchange(m_said, words) != words) {
        m_patience.start();
        Session::say(words);
    }
    const QString state = at(confirmation, "state");
    if (state == QLatin1String("paid")) return finish(ExitStatus::Done);
    if (!isConfirmationEnd(state)) return;
    finish(at(confirmation, "reason") == QLatin1String("declined") ? ExitStatus::Declined
                                                                   : ExitStatus::Failed);
}

void Confirming::withdraw() {
    m_session.client().call(QStringLiteral("confirm.withdraw"), {{"id", m_id}},
                            [](const agent::Reply& reply) {
                                if (!reply.ok()) Session::say(reply.problem->happened);
                            });
}

void Confirming::finish(ExitStatus status) {
    m_session.finish(m_last, confirmationText(m_last), status);
}

void Confirming::finishUnknown() {
    Session::say(
        QStringLiteral("There is no result yet. See tappayctl confirm show %1.").arg(m_id));
    finish(ExitStatus::NotKnownYet);
}

}  // namespace tappay::ctl
