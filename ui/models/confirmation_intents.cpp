#include <QRandomGenerator>
#include <utility>

#include "base/clock.h"
#include "base/uuid.h"
#include "models/confirmations.h"

// What a person asks for: one key for each wish, whatever happens to the call.
namespace tappay::ui {

namespace {

// The operating system's generator, for the key of a wish to pay.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    }
};

QString newKey() {
    SystemRandom random;
    return QString::fromStdString(makeUuidV7(SystemClock(), random));
}

}  // namespace

void Confirmations::confirmOrder(const QString& order, const QString& card) {
    begin(QStringLiteral("order"),
          {{QStringLiteral("order"), order}, {QStringLiteral("card"), card}});
}

void Confirmations::confirmRefund(const QString& order) {
    begin(QStringLiteral("refund"), {{QStringLiteral("order"), order.trimmed()},
                                     {QStringLiteral("amount"), m_amount.decimal()}});
}

void Confirmations::confirmTransfer(const QString& card, const QString& name,
                                    const QString& account, const QString& purpose) {
    QString digits = account;
    begin(QStringLiteral("transfer"),
          {{QStringLiteral("card"), card},
           {QStringLiteral("payeeAccount"), digits.remove(QLatin1Char(' '))},
           {QStringLiteral("payeeName"), name.trimmed()},
           {QStringLiteral("amount"), m_amount.decimal()},
           {QStringLiteral("purpose"), purpose.trimmed()}});
}

void Confirmations::begin(const QString& wish, QJsonObject params) {
    if (starting() || (onStage() && !m_current.ended())) return;
    clearStage();
    m_intent = newKey();
    m_order = wish == QLatin1String("order") ? params.value(QLatin1String("order")).toString()
                                             : QString();
    params.insert(QStringLiteral("id"), m_intent);
    params.insert(QStringLiteral("wish"), wish);
    m_asked = params;
    m_current = Confirmation::asked(m_intent, wish);
    m_second.start();
    send();
    Q_EMIT changed();
}

// The same key each time: however often it is asked for, it is one.
void Confirmations::send() {
    m_sent |= m_session.connected();
    m_session.call(QStringLiteral("confirm.start"), m_asked,
                   [this, key = m_intent](const agent::Reply& reply) {
                       if (key == m_intent) onStarted(reply);
                   });
}

void Confirmations::onStarted(const agent::Reply& reply) {
    using Cause = agent::Problem::Cause;
    if (reply.ok()) return take(Confirmation::fromJson(reply.result));
    if (reply.problem->cause == Cause::NoAnswer && m_session.connected()) return send();
    // It may have arrived: asked again with the next connection.
    if (m_sent && reply.problem->cause != Cause::Refused) return;
    const agent::Problem problem = *reply.problem;
    clearStage();
    setProblem(problem);
}

void Confirmations::withdraw() {
    if (!onStage() || m_current.ended() || m_current.paying() || withdrawing()) return;
    m_regret = true;
    m_happened.clear();
    m_remedy.clear();
    withdrawNow();
    Q_EMIT changed();
}

void Confirmations::withdrawNow() {
    if (!m_regret || m_withdrawn || starting() || !m_current.canWithdraw) return;
    m_withdrawn = true;
    m_session.call(QStringLiteral("confirm.withdraw"), {{QStringLiteral("id"), m_current.id}},
                   [this, id = m_current.id](const agent::Reply& reply) {
                       if (id != m_current.id) return;
                       m_regret = m_withdrawn = false;
                       if (reply.ok()) return take(Confirmation::fromJson(reply.result));
                       setProblem(*reply.problem);
                   });
}

}  // namespace tappay::ui
