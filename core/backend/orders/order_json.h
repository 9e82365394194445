#pragma once

#include <QtCore/QJsonObject>
#include <optional>

#include "backend/orders/event_records.h"
#include "backend/orders/order.h"
#include "backend/orders/orders_config.h"
#include "backend/orders/shop.h"
#include "backend/payment.h"
#include "protocol/order.h"

// Orders as shops write and read them: docs/web-api.md.
namespace tappay::backend {

struct OrderDraft {
    protocol::Order order;  // what the shop has said of it, its reference, items and amount
    std::chrono::seconds life{900};
    std::string returnUrl;
    Bytes digest;  // over everything the shop has said
};

// InputMalformed names the member; AmountInvalid; CurrencyUnsupported; OrderOriginWrong for a
// returnUrl that isn't on one of the shop's origins.
Result<OrderDraft> readDraft(std::string_view json, const OrdersConfig& config);
Result<void> checkReturnUrl(const std::string& url, const Shop& shop);

// `payment` is the one that has paid it.
QJsonObject shownOrder(const Order& order, const std::optional<Payment>& payment,
                       const OrdersConfig& config);
// What the payment page gets, which anybody may ask for who knows the id.
std::string shownPage(const Order& order, const Shop& shop);

// What the shop is told; `about`: the order as above, and what else the event is about.
std::string shownEvent(const ShopEvent& event, QJsonObject about);

std::string shownTime(std::int64_t milliseconds);

}  // namespace tappay::backend
