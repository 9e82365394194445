#include "agent/checkout_methods.h"

#include "agent/checkout_desk.h"
#include "agent/json.h"
#include "agent/order_opening.h"

namespace tappay::agent {

namespace {

std::string textOf(const Call& call, const char* name) {
    return call.params.value(QLatin1String(name)).toString().toStdString();
}

// As in methods.cpp: one spelling.
std::string idOf(const Call& call, const char* name = "id") {
    return call.params.value(QLatin1String(name)).toString().toLower().toStdString();
}

}  // namespace

Result<QJsonObject> checkoutReady(const Call& call) {
    return call.around.checkouts.ready(call.caller, textOf(call, "plugin"));
}

Result<QJsonObject> startCheckout(const Call& call) {
    return call.around.checkouts.start(call.caller, textOf(call, "order"), textOf(call, "origin"));
}

Result<QJsonObject> cancelCheckout(const Call& call) {
    return call.around.checkouts.cancel(call.caller, idOf(call));
}

Result<QJsonObject> answerCheckout(const Call& call) {
    const auto number = call.params.value(QLatin1String("number")).toInt();
    TAPPAY_CHECK(call.around.checkouts.answer(
        call.caller, idOf(call), static_cast<std::uint32_t>(number),
        call.params.value(QLatin1String("status")).toInt(), textOf(call, "body")));
    return QJsonObject{};
}

void openCheckout(const Call& call) {
    auto& terminal = call.around.terminal;
    call.around.opening.start(idOf(call, "order"),
                              [&terminal, respond = call.respond](const Result<std::string>& id) {
                                  if (!id) return respond(std::unexpected(id.error()));
                                  const auto payment = terminal.transaction(*id);
                                  if (!payment) return respond(std::unexpected(payment.error()));
                                  respond(toJson(*payment));
                              });
}

Result<QJsonObject> acceptCheckout(const Call& call) {
    TAPPAY_CHECK(call.around.terminal.accept(idOf(call)));
    TAPPAY_TRY(payment, call.around.terminal.transaction(idOf(call)));
    return toJson(payment);
}

}  // namespace tappay::agent
