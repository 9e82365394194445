#pragma once

#include <functional>

#include "backend/http.h"
#include "backend/orders/order_book.h"
#include "backend/orders/shop_call.h"

namespace tappay::backend {

// What shops ask over HTTPS with their API keys: docs/web-api.md.
class ShopApi {
public:
    ShopApi(const OrderBook& book, GroupCommit& records, const Log& log);

    static bool takes(std::string_view target);
    void handle(HttpRequest request, HttpReply reply);

private:
    // In a job of the records, for the shop whose key was shown.
    using Work = std::function<Result<QJsonObject>(Records&, const Shop&)>;
    [[nodiscard]] Result<Work> workOf(const ShopCall& call) const;
    [[nodiscard]] Result<Work> create(const ShopCall& call) const;
    [[nodiscard]] Result<Work> byReference(const ShopCall& call) const;
    [[nodiscard]] Result<Work> show(const ShopCall& call) const;
    [[nodiscard]] Result<Work> expire(const ShopCall& call) const;
    Result<Order> own(Records& records, const Shop& shop, const std::string& id) const;

    const OrderBook& m_book;
    GroupCommit& m_records;
    const Log& m_log;
};

}  // namespace tappay::backend
