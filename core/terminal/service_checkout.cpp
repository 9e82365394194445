#include <algorithm>

#include "base/uuid.h"
#include "terminal/checkout.h"
#include "terminal/service.h"

// How payments of orders begin.
namespace tappay::terminal {

// The back end knows whether somebody else pays it; this is what is known here.
Result<void> Service::checkUnpaid(const std::string& order) const {
    TAPPAY_TRY(states, m_payments->statesOfOrder(order));
    for (const State state : states) {
        if (isPaid(state) || state == State::Capturing || state == State::UndoRefused)
            return fail(FailureCode::OrderPaid, "by a payment of this terminal");
        if (!isFinal(state))
            return fail(FailureCode::OrderInProgress, "by a payment of this terminal");
    }
    return {};
}

Result<std::string> Service::startCheckout(const std::string& order,
                                           const std::optional<std::string>& origin,
                                           std::shared_ptr<link::Carrier> carrier) {
    TAPPAY_TRY(read, readOrder(order, origin, m_world.standing.identity()));
    const std::lock_guard lock(m_startMutex);
    TAPPAY_CHECK(checkUnpaid(read.id));
    TAPPAY_CHECK(checkNotExpired(read, m_world.clock.now()));
    TAPPAY_TRY(parameters, readyFor(read.amount));
    TAPPAY_CHECK(cardsAreFree());
    auto purchase = std::make_shared<Purchase>();
    TransactionSnapshot shown;
    shown.id = makeUuidV7(m_world.clock, m_world.random);
    shown.kind = "purchase";
    shown.amount = read.amount;
    shown.order = factsOf(read, origin.value_or(std::string()));
    shown.stage = Stage::Consent;
    shown.terminalId = parameters->kernel.terminal.terminalId;
    shown.merchantId = read.merchantId;
    purchase->order = read.id;
    purchase->expires = shown.order->expires;
    purchase->carrier = std::move(carrier);
    shown.deadline = std::min(purchase->expires, m_world.clock.now() + kConsentWait);
    const std::string started = shown.id;
    TAPPAY_CHECK(m_payments->begin(std::move(shown), m_config.operatorId, order));
    m_cardMemory.setExceptions(parameters->exceptionFile);
    startWork(std::make_shared<Sale>(started, parts(parametersFor(read, *parameters)), nullptr,
                                     std::move(purchase)));
    return started;
}

Result<std::string> Service::openCheckout(const std::string& orderId, const Deadline& deadline) {
    TAPPAY_TRY(order, fetchOrder(orderId, m_world, deadline));
    return startCheckout(order, std::nullopt, nullptr);
}

Result<void> Service::accept(const std::string& id) {
    TAPPAY_TRY(sale, runningSale(id));
    TAPPAY_TRY(record, m_payments->record(id));
    // Whoever has cancelled it was first, also while the sale has not heard of it yet.
    if (record.shown.state != State::Intended)
        return fail(FailureCode::TooLate, "nobody waits for it any more");
    return sale->agree();
}

}  // namespace tappay::terminal
