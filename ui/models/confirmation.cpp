#include "models/confirmation.h"

#include <QStringList>

#include "models/amount_text.h"

namespace tappay::ui {

namespace {

const QStringList& steps() {
    static const QStringList kSteps{QStringLiteral("intended"),
                                    QStringLiteral("sent"),
                                    QStringLiteral("delivered"),
                                    QStringLiteral("opened"),
                                    QStringLiteral("waiting_for_device"),
                                    QStringLiteral("signed"),
                                    QStringLiteral("paid")};
    return kSteps;
}

// Four digits are compared in two groups.
QString inGroups(QString code) {
    constexpr qsizetype kDigits = 4;
    code.remove(QLatin1Char(' '));
    return code.size() == kDigits ? code.first(2) + QLatin1Char(' ') + code.last(2) : code;
}

// A card number is shown as everywhere, another account as it is.
QString shownAccount(const QString& account) {
    return account.contains(QLatin1Char('*')) ? shortPan(account) : account;
}

}  // namespace

Confirmation Confirmation::fromJson(const QJsonObject& object) {
    const auto textOf = [](const QJsonValue& value, const char* name) {
        return value[QLatin1String(name)].toString();
    };
    const auto timeOf = [&textOf](const QJsonValue& value, const char* name) {
        return QDateTime::fromString(textOf(value, name), Qt::ISODateWithMs);
    };
    const auto flag = [&object](const char* name, bool otherwise) {
        return object.value(QLatin1String(name)).toBool(otherwise);
    };
    const QJsonValue all(object);
    Confirmation it;
    it.id = textOf(all, "id");
    it.wish = textOf(all, "wish");
    it.state = textOf(all, "state");
    it.reason = textOf(all, "reason");
    it.code = inGroups(textOf(all, "code"));
    it.phone = textOf(all[QLatin1String("phone")], "name");
    it.reachable = flag("reachable", true);
    it.canWithdraw = flag("canWithdraw", false);
    it.withdrawing = flag("withdrawing", false);
    it.began = timeOf(all, "began");
    it.changed = timeOf(all, "changed");
    const QJsonValue failure = all[QLatin1String("failure")];
    it.happened = textOf(failure, "happened");
    it.remedy = textOf(failure, "remedy");
    const QJsonValue request = all[QLatin1String("request")];
    it.requested = request.isObject();
    it.payer = shownAccount(textOf(request, "payer"));
    it.order = textOf(request, "order");
    it.payee = textOf(request, "payee");
    it.payeeAccount = shownAccount(textOf(request, "payeeAccount"));
    it.amount = textOf(request, "amount");
    it.currency = textOf(request, "currency");
    it.expires = timeOf(request, "expires");
    it.mixedScripts = request[QLatin1String("mixedScripts")].toBool();
    return it;
}

Confirmation Confirmation::asked(const QString& id, const QString& wish) {
    Confirmation it;
    it.id = id;
    it.wish = wish;
    it.state = steps().first();
    it.began = QDateTime::currentDateTimeUtc();
    return it;
}

bool Confirmation::ended() const {
    return valid() && (step() < 0 || paid());
}

int Confirmation::step() const {
    return static_cast<int>(steps().indexOf(state));
}

bool Confirmation::overtakes(const Confirmation& known) const {
    if (known.ended()) return ended() && changed >= known.changed;
    return ended() || !changed.isValid() || !known.changed.isValid() || changed >= known.changed;
}

QString Confirmation::sign() const {
    return currencySign(currency);
}

QString Confirmation::figures() const {
    return grouped(amount);
}

QString Confirmation::money() const {
    return sign() + figures();
}

}  // namespace tappay::ui
