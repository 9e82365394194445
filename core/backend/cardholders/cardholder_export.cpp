#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "backend/cardholders/cardholder_accounts.h"
#include "protocol/codec.h"

// What a cardholder takes along of an account.
namespace tappay::backend {

namespace {

QString qt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonObject toJson(const CardholderPayments::Made& payment) {
    return {{"at", qt(timeText(payment.created))},
            {"amount", qt(formatMoney(payment.amount))},
            {"currency", qt(payment.amount.currency.alpha)},
            {"merchantId", qt(payment.merchantId)},
            {"pan", qt(payment.maskedPan)},
            {"state", qt(protocol::nameOf(payment.state))}};
}

}  // namespace

Result<std::string> CardholderAccounts::exportData(Records& records,
                                                   const CardholderRow& account) const {
    TAPPAY_TRY(facts, show(records, account));
    TAPPAY_TRY(made, records.cardholderPayments().made(account));
    auto object =
        QJsonDocument::fromJson(QByteArray::fromStdString(protocol::encode(facts))).object();
    QJsonArray payments;
    for (const auto& payment : made)
        payments.append(toJson(payment));
    object["payments"] = payments;
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

}  // namespace tappay::backend
