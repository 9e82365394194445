#pragma once

#include <QtQml/qqmlregistration.h>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QVariantList>

namespace tappay::ui {

// One line of an order.
class OrderItem {
    Q_GADGET
    QML_VALUE_TYPE(orderItem)
    Q_PROPERTY(QString name MEMBER name FINAL)
    Q_PROPERTY(int quantity MEMBER quantity FINAL)
    Q_PROPERTY(QString money MEMBER money FINAL)

public:
    QString name;
    int quantity = 1;
    QString money;  // "¥12.34", of the whole line

    friend bool operator==(const OrderItem&, const OrderItem&) = default;
};

// What a web shop wants to be paid for, as the local API shows it (docs/api.md): read from what the
// back end has signed, but for the address, which the browser said.
class Order {
    Q_GADGET
    QML_VALUE_TYPE(shopOrder)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString shop MEMBER shop FINAL)
    Q_PROPERTY(QString address READ address FINAL)
    Q_PROPERTY(QString reference MEMBER reference FINAL)
    Q_PROPERTY(QVariantList items MEMBER items FINAL)

public:
    static Order fromJson(const QJsonObject& object, const QString& currency);

    [[nodiscard]] bool valid() const { return !id.isEmpty(); }
    // "tea.example" of "https://tea.example"; empty: it came by a link, no browser has said so.
    [[nodiscard]] QString address() const;

    QString id, shop, origin, reference;
    QVariantList items;  // OrderItem
    QDateTime expires;

    friend bool operator==(const Order&, const Order&) = default;
};

}  // namespace tappay::ui

Q_DECLARE_METATYPE(tappay::ui::OrderItem)
