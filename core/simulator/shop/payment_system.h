#pragma once

#include <QNetworkAccessManager>
#include <functional>

#include "simulator/shop/config.h"
#include "simulator/shop/order_records.h"

namespace tappay::simulator::shop {

// The shop's side of the payment system: docs/web-api.md. Answers come by the event loop, and not
// after this is destroyed.
class PaymentSystem : public QObject {
    Q_OBJECT

public:
    explicit PaymentSystem(const Config& config);

    // Places the order; its id, payment page and signed form are filled in. HostRefused with what
    // the payment system said, HostUnreachable.
    void place(OrderRecord record, std::function<void(Result<OrderRecord>)> done);
    // What became of an order. Failures as above, InputMalformed.
    void ask(const QString& id, std::function<void(Result<OrderNews>)> done);

private:
    using Done = std::function<void(Result<QByteArray>)>;
    void send(const QByteArray& method, const QString& path, const QByteArray& body, Done done);

    const Config& m_config;
    QNetworkAccessManager m_network;
};

}  // namespace tappay::simulator::shop
