#include <QtCore/QJsonArray>

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

QString orderText(const QJsonObject& transaction) {
    const QJsonObject order = transaction.value(QLatin1String("order")).toObject();
    if (order.isEmpty()) return {};
    const QString currency = at(transaction, "currency") + QLatin1Char(' ');
    const QString origin = at(order, "origin");
    QString text =
        aligned({{QStringLiteral("Shop"), at(order, "shop")},
                 {QStringLiteral("Address"),
                  origin.isEmpty() ? QStringLiteral("came by a link, not verified by a browser")
                                   : origin + QStringLiteral(" (verified by the browser)")},
                 {QStringLiteral("Order"), at(order, "reference")},
                 {QStringLiteral("Payable until"), localTime(at(order, "expires"))}});
    for (const auto& value : order.value(QLatin1String("items")).toArray()) {
        const QJsonObject item = value.toObject();
        text += QStringLiteral("  %1 x %2  %3%4\n")
                    .arg(item.value(QLatin1String("quantity")).toInt())
                    .arg(at(item, "name"), currency, at(item, "amount"));
    }
    return text;
}

}  // namespace tappay::ctl
