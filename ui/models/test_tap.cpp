#include "models/test_tap.h"

#include <QJsonArray>
#include <utility>

#include "models/amount_text.h"

namespace tappay::ui {

namespace {

// The application waits for a card for 30 seconds.
constexpr std::chrono::seconds kWait{40};

}  // namespace

void TestTap::start() {
    if (m_state == Waiting) return;
    m_state = Waiting;
    Q_EMIT changed();
    const int mine = ++m_tries;
    m_session.call(
        QStringLiteral("card.read"), {},
        [this, mine](const agent::Reply& reply) {
            if (mine != m_tries) return;
            if (reply.ok()) return take(reply.result);
            m_state = Failed;
            m_happened = reply.problem->happened;
            m_remedy = reply.problem->remedy;
            Q_EMIT changed();
        },
        kWait);
}

void TestTap::end() {
    ++m_tries;
    // The reader is wanted for payments.
    if (std::exchange(m_state, Idle) == Waiting)
        m_session.call(QStringLiteral("card.cancel"), {}, {});
    Q_EMIT changed();
}

void TestTap::take(const QJsonObject& facts) {
    m_label.clear();
    m_pan.clear();
    m_expiry.clear();
    m_applications.clear();
    for (const QJsonValue& fact : facts.value(QLatin1String("facts")).toArray()) {
        const QString name = fact[QLatin1String("name")].toString();
        const QString value = fact[QLatin1String("value")].toString();
        if (name == QLatin1String("label")) m_label = value;
        // "A000000333010101 UnionPay Debit"
        if (name == QLatin1String("application"))
            m_applications.append(value.section(QLatin1Char(' '), 1));
        if (name == QLatin1String("pan")) m_pan = shortPan(value);
        if (name == QLatin1String("expiry")) m_expiry = value;
    }
    m_state = Read;
    Q_EMIT changed();
}

}  // namespace tappay::ui
