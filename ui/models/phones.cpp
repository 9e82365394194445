#include "models/phones.h"

#include <algorithm>

namespace tappay::ui {

namespace {

const QString kCardholder = QStringLiteral("cardholder");
const QString kShop = QStringLiteral("shop");
const QString kFor = QStringLiteral("for");

}  // namespace

Phones::Phones(Session& session, const Preferences& preferences, QObject* parent)
    : QObject(parent), m_session(session), m_preferences(preferences) {
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &Phones::ticked);
    connect(&session, &Session::phonesChanged, this, &Phones::takePhones);
    connect(&session, &Session::devicesChanged, this, &Phones::takeDevices);
    connect(&session, &Session::listReceived, this, &Phones::onConnection, Qt::QueuedConnection);
    connect(&session, &Session::statusChanged, this, [this] {
        if (m_session.connected()) return;
        m_cardholder = m_shop = {};
        Q_EMIT changed();
    });
    connect(&preferences, &Preferences::roleChanged, this, &Phones::onRole);
    onRole();
}

void Phones::onRole() {
    const bool stays = m_whose == kCardholder ? m_preferences.buys() : m_preferences.sells();
    if (m_whose.isEmpty() || !stays) setWhose(m_preferences.buys() ? kCardholder : kShop);
}

// What the subscription did not tell: it is of one side alone.
void Phones::onConnection() {
    for (const auto& [shown, whose] :
         {std::pair(m_preferences.buys(), kCardholder), std::pair(m_preferences.sells(), kShop)}) {
        if (!shown || side(whose).phones.known) continue;
        fetch(QStringLiteral("phone.get"), whose);
        fetch(QStringLiteral("device.get"), whose);
    }
}

void Phones::setWhose(const QString& whose) {
    if (m_whose == whose) return;
    m_whose = whose;
    dismissProblem();
}

const Phones::Side& Phones::side(const QString& whose) const {
    return whose == kCardholder ? m_cardholder : m_shop;
}

void Phones::refresh() {
    if (!m_session.connected()) return;
    fetch(QStringLiteral("phone.refresh"), m_whose);
    fetch(QStringLiteral("device.refresh"), m_whose);
}

void Phones::lookForDevices() {
    if (m_session.connected() && !m_asking && !devices().busy())
        fetch(QStringLiteral("device.refresh"), m_whose);
}

void Phones::pair() {
    ask(QStringLiteral("phone.pair"), {{kFor, m_whose}});
}

void Phones::accept() {
    if (pairing().state == QLatin1String("answered")) ask(QStringLiteral("phone.accept"));
}

void Phones::refuse() {
    ask(QStringLiteral("phone.refuse"));
}

void Phones::close() {
    ask(QStringLiteral("phone.close"));
}

void Phones::rename(const QString& phone, const QString& name) {
    ask(QStringLiteral("phone.rename"),
        {{kFor, m_whose}, {QStringLiteral("phone"), phone}, {QStringLiteral("name"), name}});
}

void Phones::revokePhone(const QString& phone) {
    ask(QStringLiteral("phone.revoke"), {{kFor, m_whose}, {QStringLiteral("phone"), phone}});
}

void Phones::acceptDevice(const QString& device) {
    ask(QStringLiteral("device.accept"), {{kFor, m_whose}, {QStringLiteral("device"), device}});
}

void Phones::revokeDevice(const QString& device) {
    ask(QStringLiteral("device.revoke"), {{kFor, m_whose}, {QStringLiteral("device"), device}});
}

void Phones::dismissProblem() {
    m_happened.clear();
    m_remedy.clear();
    Q_EMIT changed();
}

int Phones::secondsLeft() const {
    const QDateTime& expires = pairing().expires;
    if (!expires.isValid() || pairing().ended()) return -1;
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(expires);
    return static_cast<int>(std::max<qint64>(0, (left + 999) / 1000));
}

void Phones::takePhones(const QJsonObject& json) {
    const QString whose = json.value(kFor).toString();
    if (whose.isEmpty()) return;
    (whose == kCardholder ? m_cardholder : m_shop).phones = PhonesFacts::fromJson(json);
    if (secondsLeft() >= 0)
        m_second.start();
    else
        m_second.stop();
    Q_EMIT changed();
    Q_EMIT ticked();
}

void Phones::takeDevices(const QJsonObject& json) {
    const QString whose = json.value(kFor).toString();
    if (whose.isEmpty()) return;
    (whose == kCardholder ? m_cardholder : m_shop).devices = DevicesFacts::fromJson(json);
    Q_EMIT changed();
}

void Phones::ask(const QString& method, QJsonObject params) {
    if (m_asking) return;
    m_asking = true;
    dismissProblem();
    const bool ofDevices = method.startsWith(QLatin1String("device."));
    m_session.call(method, params, [this, ofDevices](const agent::Reply& reply) {
        m_asking = false;
        if (!reply.ok()) {
            m_happened = reply.problem->happened;
            m_remedy = reply.problem->remedy;
        } else if (ofDevices) {
            takeDevices(reply.result);
        } else {
            takePhones(reply.result);
        }
        Q_EMIT changed();
    });
}

// Asked for by the window itself: why it could not be is in what the application says of it.
void Phones::fetch(const QString& method, const QString& whose) {
    const bool ofDevices = method.startsWith(QLatin1String("device."));
    m_session.call(method, {{kFor, whose}}, [this, ofDevices](const agent::Reply& reply) {
        if (!reply.ok()) return;
        if (ofDevices)
            takeDevices(reply.result);
        else
            takePhones(reply.result);
    });
}

}  // namespace tappay::ui
