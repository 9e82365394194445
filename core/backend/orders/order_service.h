#pragma once

#include <memory>

#include "backend/callers.h"
#include "backend/http.h"
#include "backend/orders/order_book.h"
#include "backend/orders/refund.h"
#include "backend/orders/shop_secrets.h"
#include "backend/reversals.h"
#include "backend/waiters.h"

namespace tappay::backend {

// What the service works with, which all outlives it.
struct OrderSurroundings {
    const Config& config;
    const OrderBook& book;
    GroupCommit& records;
    NetworkLink& network;
    const CardVault& vault;
    Reversals& reversals;
    EventLoop& loop;
    const Answers& answers;
    const ShopSecrets& secrets;
    const Clock& clock;
    Random& random;
    const Log& log;
};

// Web shops, put together: their API, the payment page's and the terminals' questions, and what
// happens by time.
class OrderService {
public:
    // NotConfigured; failures of the records.
    static Result<std::unique_ptr<OrderService>> start(const OrderSurroundings& around);
    ~OrderService();
    OrderService(const OrderService&) = delete;
    OrderService& operator=(const OrderService&) = delete;

    // Goes on with what a former run left open, once the reversals of that are under way.
    void takeUp();

    // Paths that shops and browsers ask, from any thread.
    static bool takes(std::string_view target);
    void handle(HttpRequest request, HttpReply reply);
    // Paths that terminals ask, by signed messages.
    static bool isTerminals(std::string_view target);
    // NotEnrolled for a terminal that only the configuration knows.
    void ask(const std::string& target, const SignedMessage& message, Answered done);

    // Who waits for a change is answered now, and nobody waits any more.
    // Gives back a part of a paid order, inside a job: orders/refunds.h.
    Result<Refund> refund(Records& records, const Order& order, const std::string& reference,
                          std::int64_t amount) const;
    // The last step of a payment of an order, for who has verified it otherwise.
    void capture(const protocol::CaptureRequest& request, Answered done);

    void endWaits();

private:
    struct Parts;
    explicit OrderService(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tappay::backend
