#include "models/amount_text.h"

#include <QHash>

namespace tappay::ui {

QString currencySign(const QString& currency) {
    static const QHash<QString, QString> kSigns{
        {QStringLiteral("CNY"), QStringLiteral("¥")},
        {QStringLiteral("JPY"), QStringLiteral("¥")},
        {QStringLiteral("USD"), QStringLiteral("$")},
        {QStringLiteral("EUR"), QStringLiteral("€")},
        {QStringLiteral("GBP"), QStringLiteral("£")},
        {QStringLiteral("KRW"), QStringLiteral("₩")},
        {QStringLiteral("HKD"), QStringLiteral("HK$")},
    };
    if (currency.isEmpty()) return {};
    return kSigns.value(currency, currency + QLatin1Char(' '));
}

QString shortPan(const QString& pan) {
    if (pan.size() < 10) return {};
    return pan.first(6) + QStringLiteral(" •••• ") + pan.last(4);
}

QString grouped(const QString& amount) {
    QString text = amount;
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    for (qsizetype at = (point < 0 ? text.size() : point) - 3; at > 0; at -= 3) {
        if (text.at(at - 1) == QLatin1Char('-')) break;
        text.insert(at, QLatin1Char(','));
    }
    return text;
}

}  // namespace tappay::ui
