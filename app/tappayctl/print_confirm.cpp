#include <QtCore/QHash>
#include <QtCore/QJsonArray>

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

namespace {

using Words = QHash<QString, QString>;

QString listText(const Rows& rows, const QJsonObject& object, const char* none) {
    const QString failure = failureText(object.value(QLatin1String("failure")));
    const QString text = rows.isEmpty() ? QLatin1String(none) + QLatin1Char('\n') : aligned(rows);
    return failure.isEmpty() ? text : text + failure + QLatin1Char('\n');
}

QString reasonWords(const QString& reason) {
    static const Words words{
        {"person", "on the phone"},
        {"code_differs", "the phone shows another code"},
        {"reported", "reported as unwanted"},
        {"not_delivered", "it did not reach a phone in time"},
        {"not_opened", "nobody looked at it in time"},
        {"not_signed", "it was not signed in time"},
        {"signature", "the signature is wrong"},
        {"other_request", "something else was signed"},
        {"other_device", "another device has signed"},
        {"device_unknown", "the device is not registered"},
        {"device_revoked", "the device was revoked"},
        {"computer", "here"},
        {"phone", "the phone was revoked"},
        {"device_lacks_feature", "the device can't do it"},
        {"device_refused", "refused on the device"},
        {"device_blocked", "the device is blocked"},
        {"device_lost", "the device was removed"},
        {"declined", "the bank declined it"},
        {"not_payable", "it can't be paid"},
        {"undone", "the payment was undone"},
    };
    return words.value(reason, reason);
}

QString requestText(const QJsonObject& confirmation) {
    const QJsonObject it = confirmation.value(QLatin1String("request")).toObject();
    if (it.isEmpty()) return {};
    return aligned(
        {{QStringLiteral("Amount"), at(it, "currency") + QLatin1Char(' ') + at(it, "amount")},
         {QStringLiteral("To"), at(it, "payee") + QStringLiteral("  ") + at(it, "payeeAccount")},
         {QStringLiteral("Mind"),
          it.value(QLatin1String("mixedScripts")).toBool()
              ? QStringLiteral("this name mixes scripts; it may be made to look like another one")
              : QString()},
         {QStringLiteral("For"), at(it, "order")},
         {QStringLiteral("From"), at(it, "payer")},
         {QStringLiteral("Code"), at(confirmation, "code")}});
}

}  // namespace

QString phonesText(const QJsonObject& phones) {
    Rows rows;
    for (const auto& value : phones.value(QLatin1String("phones")).toArray()) {
        const QJsonObject it = value.toObject();
        rows.append({at(it, "name"), at(it, "standing") + QStringLiteral("  last seen ") +
                                         localTime(at(it, "lastSeen")) + QStringLiteral("  ") +
                                         at(it, "id")});
    }
    return listText(rows, phones, "No phone is paired.");
}

QString devicesText(const QJsonObject& devices) {
    Rows rows;
    for (const auto& value : devices.value(QLatin1String("devices")).toArray()) {
        const QJsonObject it = value.toObject();
        rows.append({at(it, "name"), at(it, "standing") + QStringLiteral("  since ") +
                                         localTime(at(it, "since")) + QStringLiteral("  ") +
                                         at(it, "id")});
        rows.append({QString(), QStringLiteral("key ") + at(it, "key")});
    }
    return listText(rows, devices, "There is no security device.");
}

bool isConfirmationEnd(const QString& state) {
    static const QStringList ends{"paid", "refused", "expired", "invalid", "withdrawn", "failed"};
    return ends.contains(state);
}

QString confirmationWords(const QJsonObject& confirmation) {
    static const Words words{
        {"intended", "Asking the payment service…"},
        {"sent", "Sent to the phone"},
        {"delivered", "The phone has it"},
        {"opened", "Open on the phone"},
        {"waiting_for_device", "Waiting for the security device"},
        {"signed", "Signed. Paying…"},
        {"paid", "Paid"},
        {"refused", "Refused"},
        {"expired", "The time is over"},
        {"invalid", "The signature was not accepted"},
        {"withdrawn", "Withdrawn"},
        {"failed", "Not done"},
    };
    const QString state = at(confirmation, "state");
    QString text = words.value(state, state);
    const QString failure = failureText(confirmation.value(QLatin1String("failure")));
    if (!failure.isEmpty()) return failure;
    if (const QString reason = reasonWords(at(confirmation, "reason")); !reason.isEmpty())
        text += QStringLiteral(": ") + reason;
    if (isConfirmationEnd(state)) return text;
    if (confirmation.value(QLatin1String("withdrawing")).toBool())
        text += QStringLiteral(". Being withdrawn…");
    if (!confirmation.value(QLatin1String("reachable")).toBool())
        text += QStringLiteral(". The payment service can't be reached: this was last known");
    return text;
}

QString confirmationText(const QJsonObject& confirmation) {
    const QJsonObject phone = confirmation.value(QLatin1String("phone")).toObject();
    return confirmationWords(confirmation) + QLatin1Char('\n') + requestText(confirmation) +
           aligned({{QStringLiteral("Phone"), at(phone, "name")},
                    {QStringLiteral("Device"), at(confirmation, "device")},
                    {QStringLiteral("Payment"), at(confirmation, "payment")},
                    {QStringLiteral("Began"), localTime(at(confirmation, "began"))},
                    {QStringLiteral("Id"), at(confirmation, "id")}});
}

QString confirmationsText(const QJsonObject& list) {
    QString text;
    for (const auto& value : list.value(QLatin1String("confirmations")).toArray()) {
        const QJsonObject it = value.toObject();
        const QJsonObject request = it.value(QLatin1String("request")).toObject();
        text += localTime(at(it, "began")) + QStringLiteral("  ") + at(it, "id") +
                QStringLiteral("  ") + at(it, "wish") + QStringLiteral("  ") +
                at(request, "currency") + QLatin1Char(' ') + at(request, "amount") +
                QStringLiteral("  ") + at(request, "payee") + QStringLiteral("  ") +
                confirmationWords(it) + QLatin1Char('\n');
    }
    return text.isEmpty() ? QStringLiteral("Nothing was confirmed on a phone yet.\n") : text;
}

}  // namespace tappay::ctl
