#include "terminal/confirm/confirmation_check.h"

#include "protocol/confirmation_request.h"
#include "protocol/envelope.h"
#include "terminal/onboarding/questions.h"

namespace tappay::terminal {

using protocol::ConfirmationRequest;
using protocol::ConfirmationState;
using protocol::ConfirmationWish;

namespace {

std::unexpected<Failure> invalid(const char* why) {
    return fail(FailureCode::HostAnswerInvalid, why);
}

protocol::ConfirmationKind kindOf(ConfirmationWish wish) {
    switch (wish) {
        case ConfirmationWish::Transfer:
            return protocol::ConfirmationKind::Transfer;
        case ConfirmationWish::Refund:
            return protocol::ConfirmationKind::Refund;
        case ConfirmationWish::Order:
            break;
    }
    return protocol::ConfirmationKind::Order;
}

// As far as the person has said it here; of an order, the back end knows more.
bool isWished(const protocol::ConfirmationIntent& intent, const ConfirmationRequest& request) {
    if (request.kind != kindOf(intent.wish)) return false;
    if (intent.wish != ConfirmationWish::Order && request.amount != intent.amount) return false;
    if (intent.wish != ConfirmationWish::Transfer) return true;
    return request.payee == intent.payee.name && request.payeeAccount == intent.payee.account &&
           request.order == intent.purpose;
}

// A refund is made without a payment under this key.
Result<void> checkPayment(const ConfirmationRecord& record, const protocol::Confirmation& told,
                          const ConfirmationRequest& request,
                          const link::TerminalIdentity& identity) {
    const bool paid = told.state == ConfirmationState::Paid;
    if (told.payment.empty()) {
        if (paid && record.intent.wish != ConfirmationWish::Refund)
            return invalid("paid without a payment");
        return {};
    }
    TAPPAY_TRY(verifier, answered(crypto::EcVerifier::create(identity.answersBy)));
    TAPPAY_TRY(payment, answered(protocol::openAnswer(told.payment, verifier)));
    if (payment.key != told.key || payment.terminalId != identity.terminalId)
        return invalid("another payment");
    if (!paid) return {};
    if (payment.state != protocol::PaymentState::Approved || payment.amount != request.amount)
        return invalid("paid, and its payment says otherwise");
    return {};
}

}  // namespace

Result<void> checkTold(const ConfirmationRecord& record, const protocol::Confirmation& told,
                       const link::TerminalIdentity& identity) {
    if (told.to != identity.terminalId || record.intent.terminalId != identity.terminalId)
        return invalid("a confirmation for another terminal");
    if (told.key != record.intent.key) return invalid("another confirmation");
    if (record.isTold() && (told.id != record.id || told.request != record.request))
        return invalid("another request than before");
    TAPPAY_TRY(request, answered(protocol::decodeConfirmationRequest(told.request)));
    if (request.id != told.id || !isWished(record.intent, request))
        return invalid("the request is not what was wished for");
    return checkPayment(record, told, request, identity);
}

bool isNews(const ConfirmationRecord& record, const protocol::Confirmation& told) {
    // What has ended here alone, the back end knows better.
    if (!record.state || !record.isTold()) return true;
    if (protocol::isEnd(*record.state)) return false;
    if (told.state != *record.state) return told.state > *record.state;
    return (record.phone.empty() && !told.phone.empty()) ||
           (record.device.empty() && !told.device.empty());
}

}  // namespace tappay::terminal
