#include "walkthrough/recorded_terminal.h"

// What it answers about phones, security devices and what is confirmed with them.
namespace tappay::ui {

void RecordedTerminal::setPhones(const QJsonObject& phones) {
    m_phones = phones;
    notify(QStringLiteral("phones.changed"), phones);
}

void RecordedTerminal::setDevices(const QJsonObject& devices) {
    m_devices = devices;
    notify(QStringLiteral("devices.changed"), devices);
}

void RecordedTerminal::sendConfirmation(const QJsonObject& confirmation) {
    if (confirmation.value(QLatin1String("id")) == m_started.value(QLatin1String("id")))
        m_started = confirmation;
    notify(QStringLiteral("confirmation.changed"), confirmation);
}

// What was asked for has begun; how it goes on is sent.
QJsonObject RecordedTerminal::ofPhones(const QString& method) {
    const bool ofDevices = method.startsWith(QLatin1String("device."));
    QJsonObject& known = ofDevices ? m_devices : m_phones;
    if (known.isEmpty() || method.endsWith(QLatin1String(".get")) ||
        method.endsWith(QLatin1String(".refresh")))
        return known;
    known.insert(QStringLiteral("failure"), QJsonValue());
    QJsonObject pairing = known.value(QLatin1String("pairing")).toObject();
    if (method == QLatin1String("phone.pair")) {
        known.insert(QStringLiteral("step"), QStringLiteral("pairing"));
        known.insert(QStringLiteral("pairing"), QJsonValue());
    } else if (method == QLatin1String("phone.accept")) {
        pairing.insert(QStringLiteral("state"), QStringLiteral("accepting"));
        known.insert(QStringLiteral("pairing"), pairing);
    } else if (method == QLatin1String("phone.refuse") || method == QLatin1String("phone.close")) {
        known.insert(QStringLiteral("step"), QStringLiteral("idle"));
        known.insert(QStringLiteral("pairing"), QJsonValue());
    } else {
        known.insert(QStringLiteral("step"), QStringLiteral("asking"));
    }
    return known;
}

QJsonObject RecordedTerminal::ofConfirmations(const QString& method, const QJsonObject& params) {
    if (method == QLatin1String("confirm.list"))
        return {{QStringLiteral("confirmations"), m_confirmations}};
    if (method == QLatin1String("confirm.start")) {
        m_started = m_startAnswer;
        for (const char* key : {"id", "wish"})
            m_started.insert(QLatin1String(key), params.value(QLatin1String(key)));
    }
    if (method == QLatin1String("confirm.withdraw"))
        m_started.insert(QStringLiteral("withdrawing"), true);
    return m_started;
}

}  // namespace tappay::ui
