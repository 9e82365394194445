#include "models/transaction.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

#include "models/amount_text.h"

namespace tappay::ui {

namespace {

QDateTime timeOf(const QJsonValue& value) {
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

bool isOneOf(const QString& state, std::initializer_list<const char*> names) {
    return std::ranges::any_of(names,
                               [&](const char* name) { return state == QLatin1String(name); });
}

}  // namespace

Transaction Transaction::fromJson(const QJsonObject& object) {
    const auto text = [](const QJsonObject& from, const char* name) {
        return from.value(QLatin1String(name)).toString();
    };
    const QJsonObject failureObject = object.value(QLatin1String("failure")).toObject();
    const QJsonObject pinObject = object.value(QLatin1String("pin")).toObject();
    const QJsonObject cardObject = object.value(QLatin1String("card")).toObject();
    Transaction t;
    t.id = text(object, "id");
    t.kind = text(object, "kind");
    t.amount = text(object, "amount");
    t.currency = text(object, "currency");
    t.order = Order::fromJson(object.value(QLatin1String("order")).toObject(), t.currency);
    t.note = text(object, "note");
    t.state = text(object, "state");
    t.stage = text(object, "stage");
    t.lights = object.value(QLatin1String("lights")).toInt();
    t.canCancel = object.value(QLatin1String("canCancel")).toBool();
    t.canUndo = object.value(QLatin1String("canUndo")).toBool();
    t.canResume = object.value(QLatin1String("canResume")).toBool();
    t.failure = text(failureObject, "code");
    t.happened = text(failureObject, "happened");
    t.remedy = text(failureObject, "remedy");
    t.responseCode = text(object, "responseCode");
    t.interface = text(object, "interface");
    t.acceptsTap = object.value(QLatin1String("acceptsTap")).toBool();
    t.acceptsInsert = object.value(QLatin1String("acceptsInsert")).toBool();
    t.cardBalance = text(object, "cardBalance");
    t.pinDigits = pinObject.value(QLatin1String("digits")).toInt();
    t.pinOnReader = pinObject.value(QLatin1String("onReader")).toBool();
    t.pinBypass = pinObject.value(QLatin1String("bypassAllowed")).toBool();
    t.pinWrong = pinObject.value(QLatin1String("wrongBefore")).toBool();
    t.pinTries = pinObject.value(QLatin1String("triesLeft")).toInt(-1);
    for (const QJsonValue& name : object.value(QLatin1String("applications")).toArray())
        t.applications.append(name.toString());
    t.applicationRefused = object.value(QLatin1String("applicationRefused")).toBool();
    t.deadline = timeOf(object.value(QLatin1String("deadline")));
    t.nextAttempt = timeOf(object.value(QLatin1String("nextAttempt")));
    t.undoAttempts = object.value(QLatin1String("undoAttempts")).toInt();
    t.pan = text(cardObject, "pan");
    t.cardLabel = text(cardObject, "label");
    t.aid = text(cardObject, "aid");
    t.authCode = text(object, "authCode");
    t.reference = text(object, "reference");
    t.stan = text(object, "stan");
    t.batch = text(object, "batch");
    t.issuerName = text(object, "issuerName");
    t.cvm = text(object, "cvm");
    t.signatureNeeded = object.value(QLatin1String("signatureNeeded")).toBool();
    t.created = timeOf(object.value(QLatin1String("created")));
    t.changed = timeOf(object.value(QLatin1String("changed")));
    return t;
}

bool Transaction::pending() const {
    return isOneOf(state, {"sent", "host_approved", "card_completed", "capturing", "unknown",
                           "undoing", "card_in_doubt"});
}

bool Transaction::final() const {
    return isOneOf(state, {"approved", "declined", "undone", "cancelled", "failed",
                           "advice_refused", "abandoned", "undo_refused"});
}

bool Transaction::taken() const {
    return isOneOf(state, {"approved", "advice_pending", "undo_refused"});
}

bool Transaction::settled() const {
    return final() || state == QLatin1String("advice_pending");
}

QString Transaction::balance() const {
    return cardBalance.isEmpty() ? QString() : sign() + grouped(cardBalance);
}

QString Transaction::sign() const {
    return currencySign(currency);
}

QString Transaction::figures() const {
    return grouped(amount);
}

QString Transaction::money() const {
    return sign() + figures();
}

QString Transaction::card() const {
    return shortPan(pan);
}

QString Transaction::time() const {
    return created.toLocalTime().toString(QStringLiteral("HH:mm"));
}

QString Transaction::day() const {
    const QDateTime local = created.toLocalTime();
    return local.date() == QDate::currentDate() ? time() : local.date().toString(Qt::ISODate);
}

QString Transaction::clockTime() const {
    return created.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
}

QString Transaction::changedTime() const {
    return changed.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
}

}  // namespace tappay::ui
