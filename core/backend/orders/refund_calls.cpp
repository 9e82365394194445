#include "backend/orders/refund_calls.h"

#include <QtCore/QJsonArray>

#include "backend/orders/refund_json.h"
#include "protocol/message_text.h"

namespace tappay::backend {

using protocol::qt;

namespace {

constexpr std::size_t kLongestReference = 64;

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
            list.append(shownRefund(refund, order.amount.currency));
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
        TAPPAY_TRY(known, records.refunds().find(order.row, reference));
        if (!known) TAPPAY_CHECK(m_refunds.checkAlone(money));
        TAPPAY_TRY(refund, m_refunds.accept(records, order, reference, money.minor));
        return shownRefund(refund, currency);
    };
}

}  // namespace tappay::backend
