#include "models/order.h"

#include <QJsonArray>

#include "models/amount_text.h"

namespace tappay::ui {

Order Order::fromJson(const QJsonObject& object, const QString& currency) {
    const auto text = [&object](const char* name) {
        return object.value(QLatin1String(name)).toString();
    };
    Order order;
    order.id = text("id");
    order.shop = text("shop");
    order.origin = text("origin");
    order.reference = text("reference");
    order.expires = QDateTime::fromString(text("expires"), Qt::ISODateWithMs);
    for (const QJsonValue& value : object.value(QLatin1String("items")).toArray()) {
        OrderItem item;
        item.name = value[QLatin1String("name")].toString();
        item.quantity = value[QLatin1String("quantity")].toInt(1);
        item.money = currencySign(currency) + grouped(value[QLatin1String("amount")].toString());
        order.items.append(QVariant::fromValue(item));
    }
    return order;
}

QString Order::address() const {
    const QLatin1String scheme("https://");
    return origin.startsWith(scheme) ? origin.sliced(scheme.size()) : origin;
}

}  // namespace tappay::ui
