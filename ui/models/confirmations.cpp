#include "models/confirmations.h"

#include <QJsonArray>
#include <algorithm>

namespace tappay::ui {

namespace {

constexpr int kShown = 30;  // of the past ones

}  // namespace

Confirmations::Confirmations(Session& session, QObject* parent)
    : QObject(parent), m_session(session) {
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &Confirmations::ticked);
    connect(&session, &Session::confirmationChanged, this,
            [this](const QJsonObject& json) { take(Confirmation::fromJson(json)); });
    // After the subscription has told what there is.
    connect(
        &session, &Session::listReceived, this,
        [this] {
            if (starting()) send();
        },
        Qt::QueuedConnection);
    connect(&session, &Session::statusChanged, this, [this] {
        const Status& status = m_session.status();
        if (!status.currency.isEmpty())
            m_amount.setCurrency(status.currency, status.currencyExponent);
        Q_EMIT changed();
    });
}

bool Confirmations::withdrawing() const {
    return m_regret || m_withdrawn || m_current.withdrawing;
}

void Confirmations::leave() {
    if (!onStage()) return;
    if (!m_current.ended()) m_left.insert(m_current.id, m_order);
    clearStage();
    Q_EMIT changed();
}

void Confirmations::show(const QString& id) {
    if (starting()) return;
    const auto found = std::ranges::find(m_known, id, &Confirmation::id);
    if (found == m_known.end() || id == m_current.id) return;
    const Confirmation wanted = *found;
    leave();
    m_order = m_left.take(id);
    m_current = wanted;
    if (!wanted.ended()) m_second.start();
    if (m_news.id == id) m_news = {};
    Q_EMIT changed();
    Q_EMIT ticked();
}

void Confirmations::load() {
    if (!m_session.connected()) return;
    m_session.call(QStringLiteral("confirm.list"), {{QStringLiteral("limit"), kShown}},
                   [this](const agent::Reply& reply) {
                       if (!reply.ok()) return;
                       for (const QJsonValue& it :
                            reply.result.value(QLatin1String("confirmations")).toArray())
                           take(Confirmation::fromJson(it.toObject()));
                   });
}

void Confirmations::clearStage() {
    m_current = {};
    m_order.clear();
    m_intent.clear();
    m_asked = {};
    m_sent = m_regret = m_withdrawn = false;
    m_second.stop();
    m_happened.clear();
    m_remedy.clear();
}

void Confirmations::take(const Confirmation& confirmation) {
    if (!confirmation.valid()) return;
    keep(confirmation);
    if (confirmation.id == m_current.id) return follow(confirmation);
    if (confirmation.ended() && m_left.contains(confirmation.id)) {
        const QString order = m_left.take(confirmation.id);
        m_news = confirmation;
        if (confirmation.paid() && !order.isEmpty()) Q_EMIT orderPaid(order);
    }
    Q_EMIT changed();
}

void Confirmations::follow(const Confirmation& confirmation) {
    if (!starting() && !confirmation.overtakes(m_current)) return;
    const bool ending = confirmation.ended() && !m_current.ended();
    m_current = confirmation;
    m_intent.clear();
    if (ending) m_second.stop();
    // Signed, it can't be called back.
    if (m_current.ended() || m_current.paying()) m_regret = false;
    withdrawNow();
    Q_EMIT changed();
    Q_EMIT ticked();
    if (!ending) return;
    if (m_current.paid() && !m_order.isEmpty()) Q_EMIT orderPaid(m_order);
    Q_EMIT ended(m_current.paid());
}

void Confirmations::keep(const Confirmation& confirmation) {
    const auto known = std::ranges::find(m_known, confirmation.id, &Confirmation::id);
    if (known != m_known.end()) {
        if (confirmation.overtakes(*known)) *known = confirmation;
        return;
    }
    const auto place = std::ranges::find_if(
        m_known, [&](const Confirmation& it) { return it.began < confirmation.began; });
    m_known.insert(place, confirmation);
}

Confirmation Confirmations::waiting() const {
    const auto found = std::ranges::find_if(
        m_known, [this](const Confirmation& it) { return !it.ended() && it.id != m_current.id; });
    return found == m_known.end() ? Confirmation() : *found;
}

QVariantList Confirmations::list() const {
    QVariantList open, past;
    for (const Confirmation& it : m_known)
        (it.ended() ? past : open).append(QVariant::fromValue(it));
    return open + past.first(std::min<qsizetype>(past.size(), kShown));
}

int Confirmations::secondsLeft() const {
    if (!m_current.expires.isValid() || m_current.ended()) return -1;
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(m_current.expires);
    return static_cast<int>(std::max<qint64>(0, (left + 999) / 1000));
}

void Confirmations::dismissProblem() {
    m_happened.clear();
    m_remedy.clear();
    Q_EMIT changed();
}

void Confirmations::dismissNews() {
    m_news = {};
    Q_EMIT changed();
}

void Confirmations::setProblem(const agent::Problem& problem) {
    m_happened = problem.happened;
    m_remedy = problem.remedy;
    Q_EMIT changed();
}

}  // namespace tappay::ui
