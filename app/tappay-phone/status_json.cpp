#include "status_json.h"

#include <QtCore/QJsonArray>

#include "protocol/message_text.h"
#include "protocol/time.h"

namespace tappay::phone {

using companion::CurrentConfirmation;
using companion::InboxEntry;
using protocol::qt;

namespace {

QJsonValue failureName(const std::optional<Failure>& failure) {
    return failure ? QJsonValue(qt(describe(failure->code).name)) : QJsonValue();
}

QJsonValue number(const std::optional<unsigned>& value) {
    return value ? QJsonValue(static_cast<int>(*value)) : QJsonValue();
}

QString kindOf(protocol::ConfirmationKind kind) {
    if (kind == protocol::ConfirmationKind::Transfer) return QStringLiteral("transfer");
    return kind == protocol::ConfirmationKind::Refund ? QStringLiteral("refund")
                                                      : QStringLiteral("order");
}

QJsonObject toJson(const InboxEntry& entry) {
    const auto& request = entry.request;
    return {{"id", qt(entry.told.id)},
            {"state", qt(protocol::nameOf(entry.told.state))},
            {"reason", qt(protocol::nameOf(entry.told.reason))},
            {"kind", kindOf(request.kind)},
            {"payer", qt(request.payerAccount)},
            {"order", qt(request.order)},
            {"payee", qt(request.payee)},
            {"payeeAccount", qt(request.payeeAccount)},
            {"amount", qt(formatMoney(request.amount))},
            {"currency", QString::fromLatin1(request.amount.currency.alpha)},
            {"expires", qt(protocol::formatTime(request.expires))}};
}

QJsonValue toJson(const std::optional<CurrentConfirmation>& current) {
    if (!current) return {};
    auto object = toJson(current->entry);
    object["stage"] = qt(nameOf(current->stage));
    object["code"] = qt(current->code.substr(0, 2) + " " + current->code.substr(2));
    object["mixedScripts"] = current->mixed;
    object["device"] = qt(current->device);
    object["deviceAsked"] = current->entry.deviceAsked;
    object["triesLeft"] = number(current->triesLeft);
    object["failure"] = failureName(current->failure);
    return object;
}

QJsonObject toJson(const companion::PairingView& pairing) {
    return {
        {"stage", qt(nameOf(pairing.stage))},
        {"code", qt(pairing.code)},
        {"name", qt(pairing.name)},
        {"phone", qt(pairing.phone)},
        {"ended", pairing.ended ? QJsonValue(qt(protocol::nameOf(*pairing.ended))) : QJsonValue()}};
}

QJsonObject toJson(const companion::AddingView& adding) {
    QJsonArray found;
    for (const auto& place : adding.found)
        found.append(QJsonObject{{"way", qt(companion::nameOf(place.way))},
                                 {"address", qt(place.address)},
                                 {"name", qt(place.name)}});
    return {{"stage", qt(nameOf(adding.stage))},
            {"found", found},
            {"triesLeft", number(adding.triesLeft)},
            {"failure", failureName(adding.failure)}};
}

}  // namespace

QJsonObject toJson(const companion::CompanionStatus& status) {
    QJsonArray devices, history;
    for (const auto& device : status.devices)
        devices.append(QJsonObject{{"id", qt(device.id)},
                                   {"name", qt(device.name)},
                                   {"standing", qt(nameOf(device.standing))},
                                   {"way", qt(companion::nameOf(device.place.way))}});
    for (const auto& entry : status.history)
        history.append(toJson(entry));
    return {{"pairing", toJson(status.pairing)},
            {"confirmation", toJson(status.current)},
            {"devices", devices},
            {"adding", toJson(status.adding)},
            {"deviceCode", qt(status.deviceCode)},
            {"reachable", status.reachable},
            {"failure", failureName(status.failure)},
            {"history", history}};
}

}  // namespace tappay::phone
