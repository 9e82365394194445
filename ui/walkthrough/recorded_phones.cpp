#include "walkthrough/recorded_phones.h"

#include <QDateTime>
#include <QJsonArray>

#include "walkthrough/recorded_states.h"

namespace tappay::ui::recorded {

namespace {

QString daysAgo(int days, int hour = 9) {
    return QDateTime(QDate::currentDate().addDays(-days), QTime(hour, 12))
        .toUTC()
        .toString(Qt::ISODateWithMs);
}

QString in(int seconds) {
    return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs);
}

QJsonObject phone(const char* id, const char* name, const char* standing, int since, int seen) {
    return {{QStringLiteral("id"), QLatin1String(id)},
            {QStringLiteral("name"), QString::fromUtf8(name)},
            {QStringLiteral("since"), daysAgo(since)},
            {QStringLiteral("lastSeen"), daysAgo(seen, 8)},
            {QStringLiteral("standing"), QLatin1String(standing)}};
}

QJsonObject device(const char* id, const char* name, const char* key, int since,
                   const char* standing) {
    return {{QStringLiteral("id"), QLatin1String(id)},
            {QStringLiteral("name"), QString::fromUtf8(name)},
            {QStringLiteral("form"), QStringLiteral("piv")},
            {QStringLiteral("key"), QLatin1String(key)},
            {QStringLiteral("since"), daysAgo(since)},
            {QStringLiteral("standing"), QLatin1String(standing)}};
}

QJsonObject list(const char* whose, const char* what, const QJsonArray& entries) {
    return {{QStringLiteral("for"), QLatin1String(whose)},
            {QLatin1String(what), entries},
            {QStringLiteral("step"), QStringLiteral("idle")},
            {QStringLiteral("asked"), daysAgo(0, 8)},
            {QStringLiteral("failure"), QJsonValue()}};
}

QJsonObject with(QJsonObject object, const char* key, const QJsonValue& value) {
    object.insert(QLatin1String(key), value);
    return object;
}

}  // namespace

QJsonObject phones(const char* whose) {
    return with(list(whose, "phones",
                     QJsonArray{phone("phone-2", "Tablet in the kitchen", "cloned", 40, 3),
                                phone("phone-1", "My phone", "paired", 20, 0),
                                phone("phone-0", "旧手机", "revoked", 200, 21)}),
                "pairing", QJsonValue());
}

QJsonObject withoutCopies(QJsonObject phones) {
    QJsonArray kept;
    for (const QJsonValue& it : phones.value(QLatin1String("phones")).toArray())
        if (it[QLatin1String("standing")].toString() != QLatin1String("cloned")) kept.append(it);
    return with(std::move(phones), "phones", kept);
}

QJsonObject noPhones(const char* whose) {
    return with(list(whose, "phones", {}), "pairing", QJsonValue());
}

QJsonObject pairing(QJsonObject phones, const char* state) {
    const QLatin1String name(state);
    const bool answered = name != QLatin1String("offering") && name != QLatin1String("offered") &&
                          name != QLatin1String("expired");
    const QString invitation = QStringLiteral(
        "tappay:pair?b=127.0.0.1:8444&p=01936b2e-7b00-7c31-8c11-3d2b6a90f4e7"
        "&s=6fL0mYw0b8Kf1nq0J6u3m8m3d3v7Qd8cJr2Yb5wGk1A"
        "&k=3q2-7wAAAAC7u7u7zMzMzN3d3d3u7u7u_____wARIjM"
        "&a=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
    const QJsonObject one{
        {QStringLiteral("id"), QStringLiteral("01936b2e-7b00-7c31-8c11-3d2b6a90f4e7")},
        {QStringLiteral("state"), name},
        {QStringLiteral("invitation"), name == QLatin1String("offered") ? invitation : QString()},
        {QStringLiteral("code"), answered ? QStringLiteral("483920") : QString()},
        {QStringLiteral("name"), answered ? QStringLiteral("My phone") : QString()},
        {QStringLiteral("expires"), in(287)}};
    const bool open = name == QLatin1String("offering") || name == QLatin1String("offered") ||
                      name == QLatin1String("answered") || name == QLatin1String("accepting");
    return with(with(std::move(phones), "pairing", one), "step",
                open ? QStringLiteral("pairing") : QStringLiteral("idle"));
}

QJsonObject pairingFor(QJsonObject phones, int seconds) {
    const QJsonObject one = phones.value(QLatin1String("pairing")).toObject();
    return with(std::move(phones), "pairing", with(one, "expires", in(seconds)));
}

QJsonObject failedPairing(QJsonObject phones, const char* failure) {
    return with(withFailure(std::move(phones), failure), "step", QStringLiteral("idle"));
}

QJsonObject busyPhones(QJsonObject phones) {
    return with(with(std::move(phones), "step", QStringLiteral("asking")), "asked", QJsonValue());
}

QJsonObject devices(const char* whose) {
    return list(
        whose, "devices",
        QJsonArray{device("device-0", "Old key",
                          "77aa01d2c3b4a5968778695a4b3c2d1e0f00112233445566778899aabbccddee", 300,
                          "revoked"),
                   device("device-1", "Key on my ring",
                          "9f2a04c1b7e6d5c4b3a29180706f5e4d3c2b1a0918273645546372819fa0b1c2", 20,
                          "registered"),
                   device("device-2", "Card in the drawer",
                          "1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a", 0,
                          "offered")});
}

QJsonObject noDevices(const char* whose) {
    return list(whose, "devices", {});
}

}  // namespace tappay::ui::recorded
