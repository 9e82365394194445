#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "backend/cardholders/cardholder_accounts.h"
#include "backend/confirm/confirmation_records.h"
#include "backend/confirm/device_records.h"
#include "backend/confirm/phone_records.h"
#include "protocol/codec.h"

// What a cardholder takes along of an account.
namespace tappay::backend {

namespace {

constexpr int kMostExported = 100;

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

QJsonObject toJson(const PhoneRow& phone) {
    return {{"name", qt(phone.name)},
            {"since", qt(timeText(phone.since))},
            {"lastSeen", qt(timeText(phone.lastSeen))},
            {"standing", qt(protocol::nameOf(phone.standing))}};
}

QJsonObject toJson(const DeviceRow& device) {
    return {{"name", qt(device.name)},
            {"since", qt(timeText(device.since))},
            {"standing", qt(protocol::nameOf(device.standing))}};
}

QJsonObject toJson(const ConfirmationRow& confirmation) {
    return {{"at", qt(timeText(confirmation.created))},
            {"wish", qt(protocol::nameOf(confirmation.wish))},
            {"state", qt(protocol::nameOf(confirmation.state))},
            {"phone", qt(confirmation.phoneName)}};
}

template <typename Row>
QJsonArray list(const std::vector<Row>& rows) {
    QJsonArray all;
    for (const auto& row : rows)
        all.append(toJson(row));
    return all;
}

}  // namespace

Result<std::string> CardholderAccounts::exportData(Records& records,
                                                   const CardholderRow& account) const {
    TAPPAY_TRY(facts, show(records, account));
    TAPPAY_TRY(made, records.cardholderPayments().made(account));
    auto object =
        QJsonDocument::fromJson(QByteArray::fromStdString(protocol::encode(facts))).object();
    object["payments"] = list(made);
    const Holder holder{account.row, {}};
    TAPPAY_TRY(phones, PhoneRecords(records.database()).of(holder));
    object["phones"] = list(phones);
    TAPPAY_TRY(signers, DeviceRecords(records.database()).of(holder));
    object["securityDevices"] = list(signers);
    TAPPAY_TRY(confirmations, ConfirmationRecords(records.database()).last(holder, kMostExported));
    object["confirmations"] = list(confirmations);
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

}  // namespace tappay::backend
