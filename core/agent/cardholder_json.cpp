#include "agent/cardholder_json.h"

#include <QtCore/QJsonArray>

#include "agent/json.h"

namespace tappay::agent {

namespace {

using terminal::CardholderStep;
using terminal::CardProofStage;

const char* nameOf(CardholderStep step) {
    switch (step) {
        case CardholderStep::Asking:
            return "asking";
        case CardholderStep::AddingCard:
            return "adding_card";
        case CardholderStep::Idle:
            break;
    }
    return "idle";
}

const char* nameOf(CardProofStage stage) {
    switch (stage) {
        case CardProofStage::KeepCard:
            return "keep_card";
        case CardProofStage::CardRead:
            return "card_read";
        case CardProofStage::Authorising:
            return "authorising";
        case CardProofStage::RemoveCard:
            return "remove_card";
        case CardProofStage::PresentCard:
            break;
    }
    return "present_card";
}

// What the protocol leaves empty is null here.
QJsonValue textOrNull(const std::string& value) {
    return value.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text(value));
}

QJsonValue amountOrNull(const std::optional<Money>& amount) {
    return orNull(amount, [](const Money& it) { return text(formatMoney(it)); });
}

QJsonObject toJson(const protocol::CardholderFacts& account, const std::string& terminalId) {
    QJsonArray cards, devices, notices;
    for (const auto& it : account.cards)
        cards.append(QJsonObject{{"id", text(it.id)},
                                 {"pan", text(it.pan)},
                                 {"label", text(it.label)},
                                 {"since", text(it.since)},
                                 {"until", textOrNull(it.until)}});
    for (const auto& it : account.devices)
        devices.append(QJsonObject{{"id", text(it.id)},
                                   {"terminalId", text(it.terminalId)},
                                   {"since", text(it.since)},
                                   {"lastSeen", text(it.lastSeen)},
                                   {"thisOne", it.terminalId == terminalId}});
    for (const auto& it : account.notices)
        notices.append(
            QJsonObject{{"at", text(it.at)}, {"what", text(it.what)}, {"detail", text(it.detail)}});
    return {{"id", text(account.id)},
            {"since", text(account.since)},
            {"cards", cards},
            {"devices", devices},
            {"limits", QJsonObject{{"payment", amountOrNull(account.limits.payment)},
                                   {"day", amountOrNull(account.limits.day)},
                                   {"currency", text(account.limits.currency.alpha)}}},
            {"notices", notices}};
}

}  // namespace

QJsonObject toJson(const terminal::CardholderStatus& status) {
    return {{"account", orNull(status.account,
                               [&](const protocol::CardholderFacts& it) {
                                   return toJson(it, status.terminalId);
                               })},
            {"step", nameOf(status.step)},
            {"stage",
             orNull(status.stage, [](CardProofStage it) { return QLatin1String(nameOf(it)); })},
            {"asked", orNull(status.asked, timeText)},
            {"failure", failureOrNull(status.failure)}};
}

}  // namespace tappay::agent
