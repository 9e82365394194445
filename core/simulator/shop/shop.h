#pragma once

#include <QHttpServer>
#include <functional>

#include "base/clock.h"
#include "simulator/shop/order_changes.h"
#include "simulator/shop/pages.h"
#include "simulator/shop/payment_system.h"

namespace tappay::simulator::shop {

// A small tea shop for trials: goods, a basket, orders that are paid on the payment page or on the
// shop's own. What it believes of an order it has asked for by its own key, or was told by a signed
// webhook; what a page says it never believes.
class Shop : public QObject {
    Q_OBJECT

public:
    // References outlive the shop.
    Shop(const Config& config, OrderRecords records, const Clock& clock, const Log& log);

    // HostUnreachable when the address can't be taken.
    Result<std::uint16_t> listen();

private:
    using Response = QHttpServerResponse;

    void routePages();
    void routeOrders();
    [[nodiscard]] Response changeCart(const QHttpServerRequest& request) const;
    void placeOrder(const QHttpServerRequest& request, QHttpServerResponder&& responder);
    void showOrder(const QString& reference, const QHttpServerRequest& request,
                   QHttpServerResponder&& responder);
    void awaitChange(const QString& reference, const QHttpServerRequest& request,
                     QHttpServerResponder&& responder);
    Response takeWebhook(const QHttpServerRequest& request);
    // Asks the payment system about an order; true when it has answered.
    void refresh(const OrderRecord& record, std::function<void(bool)> done);
    // On record, and those who wait are told. Failures as in OrderRecords::take().
    Result<void> take(const OrderNews& news);

    [[nodiscard]] Pages pagesFor(const QHttpServerRequest& request) const;
    [[nodiscard]] Response html(const QString& text,
                                Response::StatusCode status = Response::StatusCode::Ok) const;
    [[nodiscard]] bool isOwn(const QHttpServerRequest& request) const;

    const Config& m_config;
    OrderRecords m_records;
    const Clock& m_clock;
    const Log& m_log;
    PaymentSystem m_paymentSystem;
    OrderChanges m_changes;
    QHttpServer m_server;
};

}  // namespace tappay::simulator::shop
