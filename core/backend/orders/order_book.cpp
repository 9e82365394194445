#include "backend/orders/order_book.h"

#include <algorithm>

#include "backend/orders/refund_json.h"
#include "base/uuid.h"
#include "crypto/jose.h"

namespace tappay::backend {

namespace {

constexpr std::size_t kNonce = 16;

}  // namespace

OrderBook::OrderBook(const OrdersConfig& config, const Answers& answers, const Clock& clock,
                     Random& random)
    : m_config(config), m_answers(answers), m_clock(clock), m_random(random) {}

Result<Order> OrderBook::sign(const OrderDraft& draft, const Shop& shop) const {
    const auto now = m_clock.now();
    Order order;
    order.id = makeUuidV7(m_clock, m_random);
    order.merchantId = shop.merchantId;
    order.reference = draft.order.reference;
    order.digest = draft.digest;
    order.amount = draft.order.amount;
    order.returnUrl = draft.returnUrl;
    order.created = milliseconds(now);
    order.expires = milliseconds(now + draft.life);

    auto contents = draft.order;
    contents.id = order.id;
    contents.merchantId = shop.merchantId;
    contents.shop = shop.name;
    contents.origins = shop.origins;
    if (std::ranges::find(contents.origins, m_config.pageUrl) == contents.origins.end())
        contents.origins.push_back(m_config.pageUrl);
    contents.created = shownTime(order.created);
    contents.expires = shownTime(order.expires);
    Bytes nonce(kNonce);
    m_random.fill(nonce);
    contents.nonce = crypto::base64Url(nonce);
    const auto text = protocol::encode(contents);
    // What a terminal could not read isn't signed.
    TAPPAY_CHECK(protocol::decodeOrder(text));
    TAPPAY_TRY(compact, m_answers.sign(text));
    if (compact.size() > protocol::kLongestOrder)
        return fail(FailureCode::InputMalformed, "the order is too long");
    order.signedOrder = std::move(compact);
    return order;
}

Result<Order> OrderBook::place(Records& records, const OrderDraft& draft, const Shop& shop) const {
    TAPPAY_CHECK(checkReturnUrl(draft.returnUrl, shop));
    TAPPAY_TRY(found, byReference(records, shop.merchantId, draft.order.reference));
    if (found) {
        if (!equalConstantTime(found->digest, draft.digest))
            return fail(FailureCode::KeyReused, "the reference came before with other contents");
        return std::move(*found);
    }
    TAPPAY_TRY(order, sign(draft, shop));
    TAPPAY_CHECK(records.orders().insert(order));
    return order;
}

Result<std::optional<Order>> OrderBook::find(Records& records, const std::string& id) const {
    TAPPAY_TRY(order, records.orders().find(id));
    TAPPAY_CHECK(settle(records, order));
    return order;
}

Result<std::optional<Order>> OrderBook::byReference(Records& records, const std::string& merchantId,
                                                    const std::string& reference) const {
    TAPPAY_TRY(order, records.orders().byReference(merchantId, reference));
    TAPPAY_CHECK(settle(records, order));
    return order;
}

Result<Order> OrderBook::own(Records& records, const Shop& shop, const std::string& id) const {
    TAPPAY_TRY(order, find(records, id));
    if (!order || order->merchantId != shop.merchantId)
        return fail(FailureCode::NotFound, "no such order");
    return std::move(*order);
}

Result<void> OrderBook::settle(Records& records, std::optional<Order>& order) const {
    const bool over =
        order && order->state == OrderState::Open && order->expires <= milliseconds(m_clock.now());
    if (over) return lapse(records, *order);
    return {};
}

Result<Order> OrderBook::end(Records& records, Order order) const {
    if (order.state == OrderState::Paid) return fail(FailureCode::OrderPaid, "refund it instead");
    const auto now = milliseconds(m_clock.now());
    if (order.state == OrderState::Expired || order.expires <= now) return order;
    order.expires = now;
    if (order.state == OrderState::Open)
        TAPPAY_CHECK(lapse(records, order));
    else
        TAPPAY_CHECK(records.orders().update(order));
    return order;
}

Result<void> OrderBook::lapse(Records& records, Order& order) const {
    const auto next = after(order.state, OrderStep::Lapsed);
    if (!next) return fail(FailureCode::Internal, "an order that can't lapse");
    order.state = *next;
    TAPPAY_CHECK(records.orders().update(order));
    return tell(records, order, kOrderExpired);
}

Result<void> OrderBook::tell(Records& records, const Order& order, std::string_view type) const {
    return put(records, order, type, {});
}

Result<void> OrderBook::tellRefund(Records& records, const Order& order,
                                   const Refund& refund) const {
    const auto type = refund.state == RefundState::Done ? kOrderRefunded : kRefundRefused;
    return put(records, order, type, {{"refund", shownRefund(refund, order.amount.currency)}});
}

Result<void> OrderBook::put(Records& records, const Order& order, std::string_view type,
                            QJsonObject about) const {
    TAPPAY_TRY(shop, records.shops().find(order.merchantId));
    if (!shop) return fail(FailureCode::Internal, "an order without a shop");
    TAPPAY_TRY(shown, show(records, order));
    ShopEvent event;
    event.id = makeUuidV7(m_clock, m_random);
    event.merchantId = order.merchantId;
    event.type = type;
    event.created = event.first = milliseconds(m_clock.now());
    if (!shop->webhook.empty()) event.due = event.created;
    about["order"] = std::move(shown);
    event.body = shownEvent(event, std::move(about));
    return records.events().insert(event);
}

Result<QJsonObject> OrderBook::show(Records& records, const Order& order) const {
    std::optional<Payment> payment;
    if (order.paymentId != 0) {
        TAPPAY_TRY(loaded, records.load(order.paymentId));
        payment = std::move(loaded);
    }
    return shownOrder(order, payment, m_config);
}

}  // namespace tappay::backend
