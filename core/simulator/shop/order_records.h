#pragma once

#include <QJsonObject>
#include <QString>
#include <functional>
#include <map>
#include <vector>

#include "base/result.h"
#include "simulator/shop/cart.h"

namespace tappay::simulator::shop {

enum class OrderState : std::uint8_t { Unpaid, Paid, Expired, Refunded };
QString nameOf(OrderState state);

// What the shop knows of one order.
struct OrderRecord {
    QString reference;    // the shop's own number
    QString id;           // the payment system's
    QString page;         // its payment page
    QString signedOrder;  // as it is given to the page library
    OrderState state = OrderState::Unpaid;
    QString card;  // masked; empty while unpaid
    struct Line {
        QString name;
        int quantity = 1;
        std::int64_t amount = 0;
    };
    std::vector<Line> lines;

    [[nodiscard]] std::int64_t total() const;
};

// What the payment system says of an order: the body of GET /v1/orders/ID, or the order in a
// verified webhook. The one way by which a state ever changes.
struct OrderNews {
    QString id, reference;
    OrderState state = OrderState::Unpaid;
    QString card;
    std::int64_t total = 0;
};
// InputMalformed.
Result<OrderNews> readNews(const QByteArray& json);
Result<OrderNews> readNews(const QJsonObject& order);

// The orders in a file, written before anybody is told.
class OrderRecords {
public:
    // A missing file is an empty one. NotConfigured when it can't be read.
    static Result<OrderRecords> open(const QString& file);

    // A number that no order has, and none gets again.
    QString nextReference();
    // StorageFull.
    Result<void> add(OrderRecord record);
    [[nodiscard]] const OrderRecord* find(const QString& reference) const;
    // Takes the news up; true when they changed something. Paid never becomes unpaid again, for
    // news may come in any order. NotFound for an order that isn't the shop's, InputMalformed for
    // another amount than the shop asked for, StorageFull.
    Result<bool> take(const OrderNews& news);

private:
    explicit OrderRecords(QString file) : m_file(std::move(file)) {}
    [[nodiscard]] Result<void> write() const;

    QString m_file;
    std::map<QString, OrderRecord> m_records;  // by reference
    int m_lastNumber = 1000;
};

}  // namespace tappay::simulator::shop
