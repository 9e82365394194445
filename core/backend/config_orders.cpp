// The part of the configuration that is about web shops.
#include "backend/config_files.h"
#include "protocol/order.h"

namespace tappay::backend {

OrdersConfig readOrdersConfig(protocol::ObjectReader& reader, const ConfigFiles& files) {
    OrdersConfig orders;
    orders.pageUrl = reader.text("pageUrl", protocol::isOrigin);
    if (reader.has("captureSeconds"))
        orders.captureWithin = std::chrono::seconds(reader.integer("captureSeconds", 10, 3600));
    if (reader.has("webhookAuthorities"))
        orders.webhookAuthorities = files.path(reader, "webhookAuthorities");
    reader.refuseUnknown();
    return orders;
}

}  // namespace tappay::backend
