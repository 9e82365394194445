#include <QtCore/QHash>
#include <QtCore/QJsonArray>

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

namespace {

QString limitWords(const QJsonObject& limits, const char* name) {
    const QString amount = at(limits, name);
    return amount.isEmpty() ? QStringLiteral("none")
                            : at(limits, "currency") + QLatin1Char(' ') + amount;
}

QString noticeWords(const QString& what) {
    static const QHash<QString, QString> words{
        {"registered", "account begun"},
        {"card_bound", "card added"},
        {"card_unbound", "card removed"},
        {"device_added", "computer added"},
        {"device_removed", "computer removed"},
        {"limits_changed", "limits changed"},
        {"payment", "payment"},
        {"refund", "money back"},
        {"refused_limit", "refused, above the limit"},
    };
    return words.value(what, what);
}

Rows cardRows(const QJsonArray& cards) {
    Rows rows;
    for (const auto& value : cards) {
        const QJsonObject it = value.toObject();
        const QString until = localTime(at(it, "until"));
        rows.append({at(it, "pan"),
                     at(it, "label") + QStringLiteral("  ") +
                         (until.isEmpty() ? QStringLiteral("since ") + localTime(at(it, "since"))
                                          : QStringLiteral("removed ") + until) +
                         QStringLiteral("  ") + at(it, "id")});
    }
    return rows;
}

}  // namespace

QString cardholderText(const QJsonObject& cardholder) {
    const QJsonValue account = cardholder.value(QLatin1String("account"));
    const QString failure = failureText(cardholder.value(QLatin1String("failure")));
    if (!account.isObject())
        return failure.isEmpty() ? QStringLiteral("No card was added yet.\n")
                                 : failure + QLatin1Char('\n');
    const QJsonObject it = account.toObject();
    const QJsonObject limits = it.value(QLatin1String("limits")).toObject();
    Rows devices, notices;
    for (const auto& value : it.value(QLatin1String("devices")).toArray()) {
        const QJsonObject device = value.toObject();
        devices.append(
            {QStringLiteral("Computer"),
             at(device, "terminalId") + QStringLiteral("  last used ") +
                 localTime(at(device, "lastSeen")) + QStringLiteral("  ") + at(device, "id") +
                 (device.value(QLatin1String("thisOne")).toBool() ? QStringLiteral("  (this one)")
                                                                  : QString())});
    }
    for (const auto& value : it.value(QLatin1String("notices")).toArray())
        notices.append({localTime(at(value.toObject(), "at")),
                        noticeWords(at(value.toObject(), "what")) + QLatin1Char(' ') +
                            at(value.toObject(), "detail")});
    QString text = aligned(cardRows(it.value(QLatin1String("cards")).toArray())) +
                   aligned(devices) +
                   aligned({{QStringLiteral("Limit for a payment"), limitWords(limits, "payment")},
                            {QStringLiteral("Limit for a day"), limitWords(limits, "day")},
                            {QStringLiteral("Last failure"), failure}});
    if (!notices.isEmpty()) text += QStringLiteral("\nNotices\n") + aligned(notices);
    return text;
}

QString cardholderStepWords(const QJsonObject& cardholder) {
    static const QHash<QString, QString> words{
        {"present_card", "Present card. Nothing is charged"},
        {"keep_card", "Keep card still"},
        {"card_read", "Card read. Remove card"},
        {"remove_card", "Remove card"},
        {"authorising", "Asking the card's bank…"},
    };
    if (at(cardholder, "step") == QLatin1String("asking"))
        return QStringLiteral("Asking the payment service…");
    return words.value(at(cardholder, "stage"));
}

}  // namespace tappay::ctl
