#pragma once

#include "backend/answers.h"
#include "backend/group_commit.h"
#include "backend/orders/order_json.h"

namespace tappay::backend {

inline constexpr std::string_view kOrderPaid = "order.paid", kOrderExpired = "order.expired",
                                  kOrderRefunded = "order.refunded",
                                  kRefundRefused = "order.refund_refused";

// What may be done with orders; inside a job of the records.
class OrderBook {
public:
    OrderBook(const OrdersConfig& config, const Answers& answers, const Clock& clock,
              Random& random);

    // Signs what a shop has asked for and puts it on record, or gives the one that is there under
    // its reference. KeyReused when that has other contents; OrderOriginWrong for a returnUrl that
    // isn't the shop's; InputMalformed when it is longer than kLongestOrder.
    Result<Order> place(Records& records, const OrderDraft& draft, const Shop& shop) const;

    // As they stand now: an open one whose time is over has expired with it.
    Result<std::optional<Order>> find(Records& records, const std::string& id) const;
    Result<std::optional<Order>> byReference(Records& records, const std::string& merchantId,
                                             const std::string& reference) const;
    // NotFound: another shop's is as unknown as one that isn't there.
    Result<Order> own(Records& records, const Shop& shop, const std::string& id) const;
    // The shop doesn't want it any more. While it is being paid that waits for how the payment
    // ends. OrderPaid.
    Result<Order> end(Records& records, Order order) const;
    // Its time is over: the shop is told.
    Result<void> lapse(Records& records, Order& order) const;

    // Puts it into the outbox that this has happened to the order.
    Result<void> tell(Records& records, const Order& order, std::string_view type) const;
    // The network has answered the refund.
    Result<void> tellRefund(Records& records, const Order& order, const Refund& refund) const;

    // As a shop sees it.
    Result<QJsonObject> show(Records& records, const Order& order) const;
    [[nodiscard]] const OrdersConfig& config() const { return m_config; }

private:
    [[nodiscard]] Result<Order> sign(const OrderDraft& draft, const Shop& shop) const;
    Result<void> put(Records& records, const Order& order, std::string_view type,
                     QJsonObject about) const;
    Result<void> settle(Records& records, std::optional<Order>& order) const;

    const OrdersConfig& m_config;
    const Answers& m_answers;
    const Clock& m_clock;
    Random& m_random;
};

}  // namespace tappay::backend
