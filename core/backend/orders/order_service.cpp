#include "backend/orders/order_service.h"

#include "backend/orders/order_pages.h"
#include "backend/orders/shop_api.h"

namespace tappay::backend {

// In the order of their use of each other.
struct OrderService::Parts {
    Parts(const OrdersConfig& config, GroupCommit& records, EventLoop& loop, const Answers& answers,
          const Clock& clock, Random& random, const Log& log)
        : book(config, answers, clock, random),
          shops(book, records, log),
          pages(book, records, loop) {}

    void changed(const std::vector<Order>& orders) {
        for (const auto& order : orders)
            pages.changed(order);
    }

    OrderBook book;
    ShopApi shops;
    OrderPages pages;
};

Result<std::unique_ptr<OrderService>> OrderService::start(const Config& config,
                                                          GroupCommit& records, EventLoop& loop,
                                                          const Answers& answers,
                                                          const Clock& clock, Random& random,
                                                          const Log& log) {
    auto parts =
        std::make_unique<Parts>(*config.orders, records, loop, answers, clock, random, log);
    TAPPAY_CHECK(records.run([told = parts.get()](Records& tables) -> Result<void> {
        tables.orders().listen([told](const auto& orders) { told->changed(orders); });
        return {};
    }));
    return std::unique_ptr<OrderService>(new OrderService(std::move(parts)));
}

OrderService::OrderService(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

OrderService::~OrderService() = default;

bool OrderService::takes(std::string_view target) {
    return ShopApi::takes(target) || OrderPages::takes(target);
}

void OrderService::endWaits() {
    m_parts->pages.endWaits();
}

void OrderService::handle(HttpRequest request, HttpReply reply) {
    if (OrderPages::takes(request.target))
        m_parts->pages.handle(std::move(request), std::move(reply));
    else
        m_parts->shops.handle(std::move(request), std::move(reply));
}

}  // namespace tappay::backend
