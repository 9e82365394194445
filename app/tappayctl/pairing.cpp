#include "pairing.h"

#include <unistd.h>

#include <QtCore/QSocketNotifier>
#include <csignal>
#include <utility>

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

namespace {

QJsonObject pairingOf(const QJsonObject& phones) {
    return phones.value(QLatin1String("pairing")).toObject();
}

bool isYes(const QByteArray& answer) {
    const QByteArray word = answer.trimmed().toLower();
    return word == "y" || word == "yes";
}

}  // namespace

Pairing::Pairing(Session& session, QString holder)
    : QObject(&session),
      m_session(session),
      m_holder(std::move(holder)),
      m_signals({SIGINT, SIGTERM}) {
    connect(&session.client(), &agent::Client::phonesChanged, this, &Pairing::take);
    connect(&session.client(), &agent::Client::connectedChanged, this, [this](bool connected) {
        if (!m_id.isEmpty() && !connected)
            Session::say(QStringLiteral("Connection lost. Connecting again…"));
    });
    connect(&m_signals, &UnixSignals::raised, this, [this] { tell("phone.refuse"); });
}

void Pairing::start() {
    QJsonObject params;
    if (!m_holder.isEmpty()) params.insert(QStringLiteral("for"), m_holder);
    m_session.followChanges();
    m_session.ask(QStringLiteral("phone.pair"), params, [this](const QJsonObject& begun) {
        m_id = at(pairingOf(begun), "id");
        take(begun);
    });
}

// The application that was started anew knows of no pairing.
void Pairing::take(const QJsonObject& phones) {
    const QJsonObject pairing = pairingOf(phones);
    if (m_id.isEmpty() || (!pairing.isEmpty() && at(pairing, "id") != m_id)) return;
    if (pairing.isEmpty()) return;
    const QString state = at(pairing, "state");
    const bool isNew = std::exchange(m_state, state) != state;
    if (isNew && state == QLatin1String("offered")) return onOffered(pairing);
    if (isNew && state == QLatin1String("answered")) return onAnswered(pairing);
    static const QStringList ends{"accepted", "refused", "expired"};
    // With the new phone in the list.
    if (ends.contains(state) && at(phones, "step") != QLatin1String("asking")) finish(phones);
}

void Pairing::onOffered(const QJsonObject& pairing) {
    const QString invitation = at(pairing, "invitation");
    m_session.line({{"invitation", invitation}}, QStringLiteral("invitation ") + invitation);
    Session::say(QStringLiteral("Scan this with the phone as a QR code, until ") +
                 localTime(at(pairing, "expires")) + QLatin1Char('.'));
}

void Pairing::onAnswered(const QJsonObject& pairing) {
    const QString code = at(pairing, "code"), name = at(pairing, "name");
    m_session.line({{"code", code}, {"name", name}}, QStringLiteral("code %1 %2").arg(code, name));
    if (m_session.isSet(QStringLiteral("accept-any"))) return decide(true);
    if (!m_session.isSet(QStringLiteral("accept"))) return question();
    m_otherCode = m_session.value(QStringLiteral("accept")) != code;
    decide(!m_otherCode);
}

// One line from the person; anything but yes is no, and so is the end of the input.
void Pairing::question() {
    Session::say(QStringLiteral("Does the phone show the same digits? [y/N]"));
    auto* const input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(input, &QSocketNotifier::activated, this, [this, input] {
        QByteArray line;
        char letter = 0;
        while (::read(STDIN_FILENO, &letter, 1) == 1 && letter != '\n' && line.size() < 16)
            line.append(letter);
        input->setEnabled(false);
        decide(isYes(line));
    });
}

void Pairing::decide(bool accept) {
    tell(accept ? "phone.accept" : "phone.refuse");
}

// What comes of it is told as any change.
void Pairing::tell(const char* method) {
    m_session.client().call(QLatin1String(method), {}, [](const agent::Reply& reply) {
        if (!reply.ok()) Session::say(reply.problem->happened);
    });
}

void Pairing::finish(const QJsonObject& phones) {
    if (m_state == QLatin1String("accepted")) return m_session.finish(phones, phonesText(phones));
    const QString why = failureText(phones.value(QLatin1String("failure")));
    if (m_otherCode)
        Session::say(QStringLiteral("The phone shows other digits. Nothing was paired."));
    else if (m_state == QLatin1String("expired"))
        Session::say(QStringLiteral("The time is over. Nothing was paired."));
    else
        Session::say(why.isEmpty() ? QStringLiteral("Refused. Nothing was paired.") : why);
    m_session.finish(phones, {}, ExitStatus::Failed);
}

}  // namespace tappay::ctl
