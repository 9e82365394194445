#pragma once

#include "backend/http.h"
#include "backend/orders/event_calls.h"
#include "backend/orders/order_book.h"
#include "backend/orders/refund_calls.h"
#include "backend/orders/shop_call.h"

namespace tappay::backend {

// What shops ask over HTTPS with their API keys: docs/web-api.md.
class ShopApi {
public:
    ShopApi(const OrderBook& book, const Refunds& refunds, GroupCommit& records, const Clock& clock,
            const Log& log);

    static bool takes(std::string_view target);
    void handle(HttpRequest request, HttpReply reply);

private:
    [[nodiscard]] Result<ShopWork> workOf(const ShopCall& call) const;
    [[nodiscard]] Result<ShopWork> create(const ShopCall& call) const;
    [[nodiscard]] Result<ShopWork> byReference(const ShopCall& call) const;
    [[nodiscard]] Result<ShopWork> show(const ShopCall& call) const;
    [[nodiscard]] Result<ShopWork> expire(const ShopCall& call) const;

    const OrderBook& m_book;
    GroupCommit& m_records;
    EventCalls m_events;
    RefundCalls m_refunds;
    const Log& m_log;
};

}  // namespace tappay::backend
