#include "models/cardholder_facts.h"

#include <QJsonArray>

#include "models/amount_text.h"

namespace tappay::ui {

namespace {

QString textOf(const QJsonValue& object, const char* name) {
    return object[QLatin1String(name)].toString();
}

QDateTime timeOf(const QJsonValue& object, const char* name) {
    return QDateTime::fromString(textOf(object, name), Qt::ISODateWithMs);
}

BoundCard cardOf(const QJsonValue& it) {
    return {textOf(it, "id"), shortPan(textOf(it, "pan")), textOf(it, "label"), timeOf(it, "since"),
            timeOf(it, "until")};
}

BoundDevice deviceOf(const QJsonValue& it) {
    return {textOf(it, "id"), textOf(it, "terminalId"), timeOf(it, "since"), timeOf(it, "lastSeen"),
            it[QLatin1String("thisOne")].toBool()};
}

AccountNotice noticeOf(const QJsonValue& it) {
    const QString detail = textOf(it, "detail");
    return {timeOf(it, "at"), textOf(it, "what"),
            detail.contains(QLatin1Char('*')) ? shortPan(detail) : detail};
}

QString moneyOf(const QString& currency, const QString& amount) {
    return amount.isEmpty() ? QString() : currencySign(currency) + grouped(amount);
}

}  // namespace

CardholderFacts CardholderFacts::fromJson(const QJsonObject& object) {
    CardholderFacts facts;
    facts.known = !object.isEmpty();
    facts.step = textOf(object, "step");
    facts.stage = textOf(object, "stage");
    facts.asked = timeOf(object, "asked");
    const QJsonValue failure = object.value(QLatin1String("failure"));
    // Who has ended a step needs not be told why it ended.
    if (textOf(failure, "code") != QLatin1String("cancelled")) {
        facts.happened = textOf(failure, "happened");
        facts.remedy = textOf(failure, "remedy");
    }
    const QJsonValue account = object.value(QLatin1String("account"));
    if (!account.isObject()) return facts;
    facts.registered = true;
    facts.since = timeOf(account, "since");
    for (const QJsonValue& it : account[QLatin1String("cards")].toArray()) {
        const BoundCard card = cardOf(it);
        (card.bound() ? facts.cards : facts.pastCards).append(QVariant::fromValue(card));
    }
    for (const QJsonValue& it : account[QLatin1String("devices")].toArray())
        facts.devices.append(QVariant::fromValue(deviceOf(it)));
    for (const QJsonValue& it : account[QLatin1String("notices")].toArray())
        facts.notices.append(QVariant::fromValue(noticeOf(it)));
    const QJsonValue limits = account[QLatin1String("limits")];
    facts.payment = textOf(limits, "payment");
    facts.day = textOf(limits, "day");
    facts.currency = textOf(limits, "currency");
    return facts;
}

QString CardholderFacts::paymentLimit() const {
    return moneyOf(currency, payment);
}

QString CardholderFacts::dayLimit() const {
    return moneyOf(currency, day);
}

}  // namespace tappay::ui
