#include "walkthrough/recorded_account.h"

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

QJsonObject card(const char* id, const char* pan, const char* label, int since, int until = -1) {
    return {{QStringLiteral("id"), QLatin1String(id)},
            {QStringLiteral("pan"), QLatin1String(pan)},
            {QStringLiteral("label"), QLatin1String(label)},
            {QStringLiteral("since"), daysAgo(since)},
            {QStringLiteral("until"), until < 0 ? QJsonValue() : QJsonValue(daysAgo(until))}};
}

QJsonObject device(const char* id, const char* terminal, int since, int seen, bool thisOne) {
    return {{QStringLiteral("id"), QLatin1String(id)},
            {QStringLiteral("terminalId"), QLatin1String(terminal)},
            {QStringLiteral("since"), daysAgo(since)},
            {QStringLiteral("lastSeen"), daysAgo(seen, 8)},
            {QStringLiteral("thisOne"), thisOne}};
}

QJsonObject notice(int days, const char* what, const char* detail) {
    return {{QStringLiteral("at"), daysAgo(days)},
            {QStringLiteral("what"), QLatin1String(what)},
            {QStringLiteral("detail"), QString::fromUtf8(detail)}};
}

QJsonObject with(QJsonObject object, const char* key, const QJsonValue& value) {
    object.insert(QLatin1String(key), value);
    return object;
}

}  // namespace

QJsonObject cardholder() {
    const QJsonObject account{
        {QStringLiteral("id"), QStringLiteral("01936b2e-9000-7000-8000-000000000001")},
        {QStringLiteral("since"), daysAgo(90)},
        {QStringLiteral("cards"),
         QJsonArray{card("card-1", "622848*********8901", "UnionPay Debit", 90),
                    card("card-2", "621700*********3305", "UnionPay Credit", 12),
                    card("card-0", "622155*********0042", "UnionPay Debit", 80, 13)}},
        {QStringLiteral("devices"), QJsonArray{device("device-1", "10000001", 90, 0, true),
                                               device("device-2", "10000002", 40, 3, false)}},
        {QStringLiteral("limits"),
         QJsonObject{{QStringLiteral("payment"), QStringLiteral("500.00")},
                     {QStringLiteral("day"), QJsonValue()},
                     {QStringLiteral("currency"), QStringLiteral("CNY")}}},
        {QStringLiteral("notices"), QJsonArray{notice(0, "payment", "CNY 128.60, Tea House"),
                                               notice(1, "refused_limit", "CNY 900.00, Bike Shop"),
                                               notice(12, "card_bound", "621700*********3305"),
                                               notice(13, "card_unbound", "622155*********0042"),
                                               notice(90, "registered", "")}}};
    return {{QStringLiteral("account"), account},
            {QStringLiteral("step"), QStringLiteral("idle")},
            {QStringLiteral("stage"), QJsonValue()},
            {QStringLiteral("asked"), daysAgo(0, 8)},
            {QStringLiteral("failure"), QJsonValue()}};
}

QJsonObject noAccount() {
    return with(cardholder(), "account", QJsonValue());
}

QJsonObject withoutNotices(QJsonObject cardholder) {
    const QJsonObject account = cardholder.value(QLatin1String("account")).toObject();
    return with(std::move(cardholder), "account", with(account, "notices", QJsonArray()));
}

QJsonObject adding(QJsonObject cardholder, const char* stage) {
    return with(with(std::move(cardholder), "step", QStringLiteral("adding_card")), "stage",
                QLatin1String(stage));
}

QJsonObject failed(QJsonObject cardholder, const char* failure) {
    return withFailure(std::move(cardholder), failure);
}

}  // namespace tappay::ui::recorded
