#include "backend/confirm/extract.h"

#include "backend/orders/order_claims.h"
#include "base/uuid.h"

namespace tappay::backend {

namespace {

// A card of the account whose data are kept.
Result<CardholderCardRow> payingCard(Records& records, const protocol::ConfirmationIntent& intent,
                                     const ConfirmationRow& confirmation) {
    TAPPAY_TRY(account, records.cardholders().load(confirmation.holder.account));
    if (!account) return fail(FailureCode::CardholderUnknown, "no account on this computer");
    TAPPAY_TRY(card, records.cardholders().card(*account, intent.card));
    if (!card || card->until != 0) return fail(FailureCode::NotFound, "no such card");
    TAPPAY_TRY(kept, records.cardholders().kept(*card));
    if (kept.empty()) return fail(FailureCode::CardNotProven, "the card's data are not kept");
    return *card;
}

}  // namespace

Result<void> Extract::fill(Records& records, const std::string& merchant,
                           const protocol::ConfirmationIntent& intent,
                           ConfirmationRow& confirmation) const {
    confirmation.id = makeUuidV7(m_clock, m_random);
    confirmation.wish = intent.wish;
    confirmation.card = intent.card;
    if (intent.wish == protocol::ConfirmationWish::Order)
        return fillOrder(records, intent, confirmation);
    if (intent.wish == protocol::ConfirmationWish::Refund)
        return fillRefund(records, intent, confirmation);
    return fillTransfer(records, merchant, intent, confirmation);
}

// The computer says to whom; the person reads it on the phone and on the device.
Result<void> Extract::fillTransfer(Records& records, const std::string& merchant,
                                   const protocol::ConfirmationIntent& intent,
                                   ConfirmationRow& confirmation) const {
    if (!m_config.transferLimit) return fail(FailureCode::PermissionDenied, "no transfers here");
    // In the units of the amount's own currency; what has no such amount there is too much.
    const auto most = parseMoney(*m_config.transferLimit, intent.amount.currency);
    if (!most || intent.amount.minor > most->minor)
        return fail(FailureCode::PermissionDenied, "more than may be transferred at a time");
    TAPPAY_TRY(card, payingCard(records, intent, confirmation));
    confirmation.about = merchant;
    protocol::ConfirmationRequest request;
    request.kind = protocol::ConfirmationKind::Transfer;
    request.payerAccount = card.maskedPan;
    request.order = intent.purpose;
    request.payee = intent.payee.name;
    request.payeeAccount = intent.payee.account;
    request.amount = intent.amount;
    return encode(std::move(request), confirmation);
}

Result<void> Extract::encode(protocol::ConfirmationRequest request,
                             ConfirmationRow& confirmation) const {
    request.id = confirmation.id;
    request.expires = std::chrono::sys_seconds(
        std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds(confirmation.expires)));
    request.nonce.resize(protocol::kConfirmationNonce);
    m_random.fill(request.nonce);
    TAPPAY_TRY(octets, protocol::encode(request));
    confirmation.request = std::move(octets);
    return {};
}

// Whose refund it is: an order of another shop is as unknown as one that isn't there.
Result<void> Extract::fillRefund(Records& records, const protocol::ConfirmationIntent& intent,
                                 ConfirmationRow& confirmation) const {
    TAPPAY_TRY(order, records.orders().find(intent.order));
    if (!order || order->merchantId != confirmation.holder.merchant)
        return fail(FailureCode::NotFound, "no such order");
    if (order->state != OrderState::Paid)
        return fail(FailureCode::NotUndoable, "the order is not paid");
    TAPPAY_TRY(sum, records.refunds().sum(order->row));
    if (!(intent.amount.currency == order->amount.currency) ||
        intent.amount.minor > order->amount.minor - sum)
        return fail(FailureCode::AmountInvalid, "more than is left of the order");
    TAPPAY_TRY(payment, records.load(order->paymentId));
    confirmation.about = order->id;
    protocol::ConfirmationRequest request;
    request.kind = protocol::ConfirmationKind::Refund;
    request.payerAccount = order->merchantId;
    request.order = order->reference;
    request.payee = payment.maskedPan;
    request.payeeAccount = payment.maskedPan;
    request.amount = intent.amount;
    return encode(std::move(request), confirmation);
}

Result<void> Extract::fillOrder(Records& records, const protocol::ConfirmationIntent& intent,
                                ConfirmationRow& confirmation) const {
    TAPPAY_TRY(card, payingCard(records, intent, confirmation));
    TAPPAY_TRY(order, records.orders().find(intent.order));
    if (!order) return fail(FailureCode::NotFound, "no such order");
    TAPPAY_CHECK(checkPayable(*order));
    TAPPAY_TRY(shop, records.shops().find(order->merchantId));
    if (!shop) return fail(FailureCode::NotFound, "no such shop");
    protocol::ConfirmationRequest request;
    confirmation.about = order->id;
    request.kind = protocol::ConfirmationKind::Order;
    request.payerAccount = card.maskedPan;
    request.order = order->reference;
    request.payee = shop->name;
    request.payeeAccount = order->merchantId;
    request.amount = order->amount;
    return encode(std::move(request), confirmation);
}

}  // namespace tappay::backend
