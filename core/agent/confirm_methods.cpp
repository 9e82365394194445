#include "agent/confirm_methods.h"

#include <QtCore/QJsonArray>
#include <algorithm>

#include "agent/confirming_json.h"

namespace tappay::agent {

namespace {

using protocol::ConfirmationIntent;
using protocol::ConfirmationWish;
using terminal::Confirmations;

constexpr int kUsual = 100, kMostOfToday = 500;

Result<Confirmations*> confirmationsOf(const Call& call) {
    if (call.around.confirming.confirmations == nullptr)
        return fail(FailureCode::NotEnrolled, "this application confirms nothing on phones");
    return call.around.confirming.confirmations;
}

std::string textIn(const Call& call, const char* name) {
    return call.params.value(QLatin1String(name)).toString().toStdString();
}

// One spelling, or the same one would be another.
std::string idIn(const Call& call, const char* name) {
    return call.params.value(QLatin1String(name)).toString().toLower().toStdString();
}

ConfirmationWish wishIn(const Call& call) {
    const auto name = textIn(call, "wish");
    if (name == "transfer") return ConfirmationWish::Transfer;
    return name == "refund" ? ConfirmationWish::Refund : ConfirmationWish::Order;
}

QStringList membersOf(ConfirmationWish wish) {
    switch (wish) {
        case ConfirmationWish::Transfer:
            return {"amount", "card", "id", "payeeAccount", "payeeName", "purpose", "wish"};
        case ConfirmationWish::Refund:
            return {"amount", "id", "order", "wish"};
        case ConfirmationWish::Order:
            break;
    }
    return {"card", "id", "order", "wish"};
}

Result<ConfirmationIntent> intentIn(const Call& call) {
    ConfirmationIntent intent;
    intent.wish = wishIn(call);
    if (call.params.keys() != membersOf(intent.wish))
        return fail(FailureCode::InputMalformed, "not the parameters of this wish");
    intent.key = idIn(call, "id");
    intent.order = idIn(call, "order");
    intent.card = idIn(call, "card");
    intent.payee = {textIn(call, "payeeAccount"), textIn(call, "payeeName")};
    intent.purpose = textIn(call, "purpose");
    if (!call.params.contains(QLatin1String("amount"))) return intent;
    const auto status = call.around.terminal.status();
    // Before there are parameters there is no currency to read an amount in.
    if (status.currency.numeric == 0 && status.standing) return std::unexpected(*status.standing);
    TAPPAY_TRY(amount, parseMoney(textIn(call, "amount"), status.currency));
    if (amount.minor <= 0) return fail(FailureCode::AmountInvalid, "zero");
    intent.amount = amount;
    return intent;
}

bool sameDay(const LocalTime& a, const LocalTime& b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

}  // namespace

QJsonValue confirmationsJson(const Surroundings& around) {
    if (around.confirming.confirmations == nullptr) return QJsonValue::Null;
    QJsonArray list;
    const auto today = localTime(around.clock.now());
    const auto all = around.confirming.confirmations->confirmations(kMostOfToday);
    if (!all) return list;
    for (const auto& it : *all)
        if (it.isOpen() || sameDay(localTime(it.began), today)) list.append(toJson(it));
    return list;
}

Result<QJsonObject> startConfirmation(const Call& call) {
    TAPPAY_TRY(confirmations, confirmationsOf(call));
    TAPPAY_TRY(intent, intentIn(call));
    TAPPAY_TRY(begun, confirmations->start(std::move(intent)));
    return toJson(begun);
}

Result<QJsonObject> getConfirmation(const Call& call) {
    TAPPAY_TRY(confirmations, confirmationsOf(call));
    TAPPAY_TRY(it, confirmations->confirmation(idIn(call, "id")));
    return toJson(it);
}

Result<QJsonObject> listConfirmations(const Call& call) {
    TAPPAY_TRY(confirmations, confirmationsOf(call));
    TAPPAY_TRY(
        all, confirmations->confirmations(call.params.value(QLatin1String("limit")).toInt(kUsual)));
    QJsonArray list;
    for (const auto& it : all)
        list.append(toJson(it));
    return QJsonObject{{"confirmations", list}};
}

Result<QJsonObject> withdrawConfirmation(const Call& call) {
    TAPPAY_TRY(confirmations, confirmationsOf(call));
    TAPPAY_TRY(it, confirmations->withdraw(idIn(call, "id")));
    return toJson(it);
}

}  // namespace tappay::agent
