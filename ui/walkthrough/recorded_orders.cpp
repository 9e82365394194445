#include "walkthrough/recorded_orders.h"

#include <QDateTime>
#include <QJsonArray>

#include "walkthrough/recorded_states.h"

namespace tappay::ui::recorded {

namespace {

QString in(int seconds) {
    return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs);
}

QJsonObject item(const QString& name, int quantity, const QString& amount) {
    return {{QStringLiteral("name"), name},
            {QStringLiteral("quantity"), quantity},
            {QStringLiteral("amount"), amount}};
}

QJsonObject changed(QJsonObject purchase, const char* key, const QJsonValue& value) {
    QJsonObject order = purchase.value(QLatin1String("order")).toObject();
    order.insert(QLatin1String(key), value);
    purchase.insert(QStringLiteral("order"), order);
    return purchase;
}

}  // namespace

QJsonObject purchase(const char* state, const char* stage, int lights) {
    QJsonObject t = transaction(QLatin1String(state), QLatin1String(stage), lights);
    t.insert(QStringLiteral("id"), QStringLiteral("01936b2e-7a10-7c44-a001-5d2b6a90f4e7"));
    t.insert(QStringLiteral("kind"), QStringLiteral("purchase"));
    t.insert(QStringLiteral("canUndo"), false);
    t.insert(
        QStringLiteral("order"),
        QJsonObject{
            {QStringLiteral("id"), QStringLiteral("01936b2e-6000-7abc-8def-0123456789ab")},
            {QStringLiteral("shop"), QStringLiteral("Tea House")},
            {QStringLiteral("origin"), QStringLiteral("https://tea.example")},
            {QStringLiteral("reference"), QStringLiteral("A-1001")},
            {QStringLiteral("items"),
             QJsonArray{item(QStringLiteral("Oolong, spring harvest"), 2, QStringLiteral("59.20")),
                        item(QString::fromUtf8("茉莉花茶 250 g"), 1, QStringLiteral("54.40")),
                        item(QStringLiteral("Delivery"), 1, QStringLiteral("15.00"))}},
            {QStringLiteral("expires"), in(840)}});
    return t;
}

QJsonObject byLink(QJsonObject purchase) {
    return changed(std::move(purchase), "origin", QString());
}

QJsonObject longOrder(QJsonObject purchase) {
    const QString latin = QStringLiteral(
        "Darjeeling first flush from the upper garden, hand picked, in a tin with a wooden lid, "
        "500 grams");
    const QString chinese =
        QString::fromUtf8("武夷山正岩大红袍特级岩茶手工炭焙礼盒装附赠白瓷盖碗与品茗杯一套送礼佳品");
    QJsonArray items;
    for (int i = 1; i <= 50; ++i)
        items.append(item(i % 2 == 0 ? chinese : latin.leftJustified(100, QLatin1Char('.')), i,
                          QStringLiteral("%1.50").arg(i * 100)));
    purchase.insert(QStringLiteral("amount"), QStringLiteral("127525.00"));
    purchase = changed(std::move(purchase), "items", items);
    purchase = changed(std::move(purchase), "shop",
                       QStringLiteral("The Old Tea House at the Willow Bridge & Sons"));
    return changed(std::move(purchase), "origin",
                   QStringLiteral("https://checkout.old-tea-house-at-the-willow-bridge.example"));
}

QJsonArray purchases() {
    QJsonArray list;
    int number = 0;
    for (const auto& [shop, amount, state] : {std::tuple("Tea House", "128.60", "approved"),
                                              std::tuple("Bike Shop", "349.00", "declined"),
                                              std::tuple("书香书店", "56.80", "approved"),
                                              std::tuple("Tea House", "18.00", "undone")}) {
        QJsonObject t = changed(purchase(state, "done", 4), "shop", QString::fromUtf8(shop));
        t.insert(
            QStringLiteral("id"),
            QStringLiteral("01936b2e-0000-7000-8000-%1").arg(++number, 12, 10, QLatin1Char('7')));
        t.insert(QStringLiteral("amount"), QLatin1String(amount));
        const QDateTime then = QDateTime::currentDateTimeUtc().addSecs(-number * number * 9000);
        t.insert(QStringLiteral("created"), then.toString(Qt::ISODateWithMs));
        list.append(t);
    }
    return list;
}

QJsonObject withTimeLeft(QJsonObject purchase, int seconds) {
    purchase.insert(QStringLiteral("deadline"), in(seconds));
    return purchase;
}

}  // namespace tappay::ui::recorded
