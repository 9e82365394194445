#include "backend/orders/refund_json.h"

#include "backend/orders/order_json.h"
#include "protocol/message_text.h"

namespace tappay::backend {

using protocol::qt;

namespace {

const char* nameOf(RefundState state) {
    switch (state) {
        case RefundState::Pending:
            return "pending";
        case RefundState::Done:
            return "done";
        case RefundState::Refused:
            break;
    }
    return "refused";
}

}  // namespace

QJsonObject shownRefund(const Refund& refund, const Currency& currency) {
    const bool answered = refund.answered != 0;
    return {{"id", qt(refund.id)},
            {"reference", qt(refund.reference)},
            {"amount", qt(formatMoney({refund.amount, currency}))},
            {"currency", qt(currency.alpha)},
            {"state", qt(nameOf(refund.state))},
            {"created", qt(shownTime(refund.created))},
            {"answered",
             answered ? QJsonValue(qt(shownTime(refund.answered))) : QJsonValue(QJsonValue::Null)},
            {"responseCode", qt(refund.responseCode)},
            {"networkReference", qt(refund.networkReference)}};
}

}  // namespace tappay::backend
