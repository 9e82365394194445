#include "walkthrough/recorded_confirmations.h"

#include <QDateTime>

#include "walkthrough/recorded_states.h"

namespace tappay::ui::recorded {

namespace {

QString in(int seconds) {
    return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs);
}

QJsonObject with(QJsonObject object, const char* key, const QJsonValue& value) {
    object.insert(QLatin1String(key), value);
    return object;
}

QJsonObject inRequest(QJsonObject confirmation, const char* key, const QJsonValue& value) {
    const QJsonObject request = confirmation.value(QLatin1String("request")).toObject();
    return with(std::move(confirmation), "request", with(request, key, value));
}

}  // namespace

QJsonObject confirmation(const char* state, const char* reason) {
    const QLatin1String name(state);
    const bool open = name == QLatin1String("sent") || name == QLatin1String("delivered") ||
                      name == QLatin1String("opened") ||
                      name == QLatin1String("waiting_for_device");
    return {{QStringLiteral("id"), QStringLiteral("01936b2e-8000-7c31-8c11-3d2b6a90f4e7")},
            {QStringLiteral("wish"), QStringLiteral("order")},
            {QStringLiteral("state"), name},
            {QStringLiteral("reason"), QLatin1String(reason)},
            {QStringLiteral("request"),
             QJsonObject{{QStringLiteral("kind"), QStringLiteral("order")},
                         {QStringLiteral("payer"), QStringLiteral("622848*********8901")},
                         {QStringLiteral("order"), QStringLiteral("A-1001")},
                         {QStringLiteral("payee"), QStringLiteral("Tea House")},
                         {QStringLiteral("payeeAccount"), QString()},
                         {QStringLiteral("amount"), QStringLiteral("128.60")},
                         {QStringLiteral("currency"), QStringLiteral("CNY")},
                         {QStringLiteral("expires"), in(104)},
                         {QStringLiteral("mixedScripts"), false}}},
            {QStringLiteral("code"), QStringLiteral("4187")},
            {QStringLiteral("phone"),
             QJsonObject{{QStringLiteral("id"), QStringLiteral("phone-1")},
                         {QStringLiteral("name"), QStringLiteral("My phone")}}},
            {QStringLiteral("device"), QString()},
            {QStringLiteral("payment"), QString()},
            {QStringLiteral("reachable"), true},
            {QStringLiteral("canWithdraw"), open},
            {QStringLiteral("withdrawing"), false},
            {QStringLiteral("began"), in(-16)},
            {QStringLiteral("changed"), in(0)},
            {QStringLiteral("failure"), QJsonValue()}};
}

QJsonObject transfer(const char* state, const char* reason) {
    QJsonObject it = with(confirmation(state, reason), "wish", QStringLiteral("transfer"));
    it = inRequest(std::move(it), "kind", QStringLiteral("transfer"));
    it = inRequest(std::move(it), "order", QStringLiteral("Rent for December"));
    it = inRequest(std::move(it), "payee", QString::fromUtf8("李明"));
    it = inRequest(std::move(it), "payeeAccount", QStringLiteral("6217003810027723"));
    return inRequest(std::move(it), "amount", QStringLiteral("6000.00"));
}

QJsonObject refund(const char* state, const char* reason) {
    QJsonObject it = with(confirmation(state, reason), "wish", QStringLiteral("refund"));
    it = inRequest(std::move(it), "kind", QStringLiteral("refund"));
    it = inRequest(std::move(it), "payer", QStringLiteral("Tea House"));
    it = inRequest(std::move(it), "payee", QStringLiteral("Card of the customer"));
    it = inRequest(std::move(it), "payeeAccount", QStringLiteral("622848*********8901"));
    return inRequest(std::move(it), "amount", QStringLiteral("640.00"));
}

QJsonObject unanswered(QJsonObject confirmation) {
    for (const char* key : {"request", "phone"})
        confirmation.insert(QLatin1String(key), QJsonValue());
    return with(std::move(confirmation), "code", QString());
}

QJsonObject unreachable(QJsonObject confirmation) {
    return with(std::move(confirmation), "reachable", false);
}

QJsonObject refused(QJsonObject confirmation, const char* failure) {
    return withFailure(unanswered(std::move(confirmation)), failure);
}

QJsonObject withMixedScripts(QJsonObject confirmation) {
    confirmation = inRequest(std::move(confirmation), "mixedScripts", true);
    // The second letter is Cyrillic.
    return inRequest(std::move(confirmation), "payee", QString::fromUtf8("T\u0435a House"));
}

QJsonObject withSeconds(QJsonObject confirmation, int seconds) {
    return inRequest(std::move(confirmation), "expires", in(seconds));
}

QJsonObject called(QJsonObject confirmation, const char* id) {
    return with(std::move(confirmation), "id", QLatin1String(id));
}

QJsonArray confirmations() {
    constexpr int kHour = 3600;
    QJsonArray list;
    const auto add = [&list](QJsonObject it) {
        const auto number = static_cast<int>(list.size());
        it = called(std::move(it), qPrintable(QStringLiteral("01936b2e-8100-7c31-8c11-%1")
                                                  .arg(number, 12, 10, QLatin1Char('0'))));
        it = with(std::move(it), "changed", in(-number * 7 * kHour));
        list.append(with(std::move(it), "began", in(-number * 7 * kHour - 60)));
    };
    add(transfer("paid"));
    add(confirmation("refused", "code_differs"));
    add(confirmation("expired", "not_opened"));
    add(confirmation("withdrawn", "computer"));
    add(confirmation("invalid", "other_device"));
    add(confirmation("paid"));
    return list;
}

}  // namespace tappay::ui::recorded
