#include "agent/confirming_json.h"

#include <QtCore/QJsonArray>

#include "agent/json.h"
#include "base/private_file.h"

namespace tappay::agent {

namespace {

using terminal::PairingStage;
using terminal::PhonesStep;

const char* nameOf(PhonesStep step) {
    switch (step) {
        case PhonesStep::Asking:
            return "asking";
        case PhonesStep::Pairing:
            return "pairing";
        case PhonesStep::Idle:
            break;
    }
    return "idle";
}

const char* nameOf(PairingStage stage) {
    switch (stage) {
        case PairingStage::Offered:
            return "offered";
        case PairingStage::Answered:
            return "answered";
        case PairingStage::Accepting:
            return "accepting";
        case PairingStage::Accepted:
            return "accepted";
        case PairingStage::Refused:
            return "refused";
        case PairingStage::Expired:
            return "expired";
        case PairingStage::Offering:
            break;
    }
    return "offering";
}

const char* kindName(protocol::ConfirmationKind kind) {
    switch (kind) {
        case protocol::ConfirmationKind::Transfer:
            return "transfer";
        case protocol::ConfirmationKind::Refund:
            return "refund";
        case protocol::ConfirmationKind::Order:
            break;
    }
    return "order";
}

// The one secret that goes to the operator's socket: the screen has to draw it.
QJsonObject toJson(const terminal::PairingView& pairing) {
    return {{"id", text(pairing.id)},
            {"state", nameOf(pairing.stage)},
            {"invitation", pairing.invitation ? text(textOf(*pairing.invitation)) : QString()},
            {"code", text(pairing.code)},
            {"name", text(pairing.name)},
            {"expires", text(pairing.expires)}};
}

QJsonObject toJson(const protocol::ConfirmationRequest& request, bool mixedScripts) {
    return {{"kind", kindName(request.kind)},
            {"payer", text(request.payerAccount)},
            {"order", text(request.order)},
            {"payee", text(request.payee)},
            {"payeeAccount", text(request.payeeAccount)},
            {"amount", text(formatMoney(request.amount))},
            {"currency", text(request.amount.currency.alpha)},
            {"expires", timeText(request.expires)},
            {"mixedScripts", mixedScripts}};
}

}  // namespace

QJsonObject toJson(const terminal::PhonesStatus& status) {
    QJsonArray phones;
    for (const auto& it : status.phones)
        phones.append(QJsonObject{{"id", text(it.id)},
                                  {"name", text(it.name)},
                                  {"since", text(it.since)},
                                  {"lastSeen", text(it.lastSeen)},
                                  {"standing", text(protocol::nameOf(it.standing))}});
    return {{"for", text(protocol::nameOf(status.holder))},
            {"phones", phones},
            {"step", nameOf(status.step)},
            {"pairing",
             orNull(status.pairing, [](const terminal::PairingView& it) { return toJson(it); })},
            {"asked", orNull(status.asked, timeText)},
            {"failure", failureOrNull(status.failure)}};
}

QJsonObject toJson(const terminal::DevicesStatus& status) {
    QJsonArray devices;
    for (const auto& it : status.devices)
        devices.append(QJsonObject{{"id", text(it.id)},
                                   {"name", text(it.name)},
                                   {"form", text(protocol::nameOf(it.form))},
                                   {"key", text(it.key)},
                                   {"since", text(it.since)},
                                   {"standing", text(protocol::nameOf(it.standing))}});
    return {{"for", text(protocol::nameOf(status.holder))},
            {"devices", devices},
            {"step", status.asking ? "asking" : "idle"},
            {"asked", orNull(status.asked, timeText)},
            {"failure", failureOrNull(status.failure)}};
}

QJsonObject toJson(const terminal::ConfirmationSnapshot& it) {
    const auto phone =
        it.phone.empty()
            ? QJsonValue(QJsonValue::Null)
            : QJsonValue(QJsonObject{{"id", text(it.phone)}, {"name", text(it.phoneName)}});
    return {{"id", text(it.key)},
            {"wish", text(protocol::nameOf(it.wish))},
            {"state", it.state ? text(protocol::nameOf(*it.state)) : QStringLiteral("intended")},
            {"reason", text(protocol::nameOf(it.reason))},
            {"request", orNull(it.request,
                               [&](const protocol::ConfirmationRequest& request) {
                                   return toJson(request, it.mixedScripts);
                               })},
            {"code", text(it.code)},
            {"phone", phone},
            {"device", text(it.device)},
            {"payment", text(it.payment)},
            {"reachable", it.reachable},
            {"canWithdraw", it.canWithdraw},
            {"withdrawing", it.withdrawing},
            {"began", timeText(it.began)},
            {"changed", timeText(it.changed)},
            {"failure", failureOrNull(it.failure)}};
}

}  // namespace tappay::agent
