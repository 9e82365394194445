#include "backend/orders/refund_calls.h"

#include <QtCore/QJsonArray>

#include "protocol/message_text.h"

namespace tappay::backend {

using protocol::qt;

namespace {

constexpr std::size_t kLongestReference = 64;

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

QJsonObject shown(const Refund& refund, const Currency& currency) {
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

}  // namespace

Result<ShopWork> RefundCalls::workOf(const ShopCall& call) const {
    TAPPAY_CHECK(call.expectOnly({}));
    return call.method == "GET" ? list(call) : make(call);
}

Result<ShopWork> RefundCalls::list(const ShopCall& call) const {
    return [this, id = call.path[1]](Records& records, const Shop& shop) -> Result<QJsonObject> {
        TAPPAY_TRY(order, m_book.own(records, shop, id));
        TAPPAY_TRY(refunds, records.refunds().of(order.row));
        QJsonArray list;
        for (const auto& refund : refunds)
            list.append(shown(refund, order.amount.currency));
        return QJsonObject{{"refunds", list}};
    };
}

Result<ShopWork> RefundCalls::make(const ShopCall& call) const {
    TAPPAY_CHECK(call.expectMethod("POST"));
    TAPPAY_TRY(reader, protocol::ObjectReader::parse(call.body));
    const auto reference = reader.text("reference", [](std::string_view text) {
        return protocol::isVisibleText(text, kLongestReference);
    });
    const auto amount = reader.text("amount");
    reader.refuseUnknown();
    TAPPAY_CHECK(reader.status());
    return [this, id = call.path[1], reference, amount](Records& records,
                                                        const Shop& shop) -> Result<QJsonObject> {
        TAPPAY_TRY(order, m_book.own(records, shop, id));
        const auto& currency = order.amount.currency;
        TAPPAY_TRY(money, parseMoney(amount, currency));
        if (money.minor == 0) return fail(FailureCode::AmountInvalid, "amount is zero");
        TAPPAY_TRY(refund, m_refunds.accept(records, order, reference, money.minor));
        return shown(refund, currency);
    };
}

}  // namespace tappay::backend
