#pragma once

#include <memory>

#include "backend/answers.h"
#include "backend/config.h"
#include "backend/event_loop.h"
#include "backend/group_commit.h"
#include "backend/http.h"

namespace tappay::backend {

// Web shops, put together: their API, the payment page's questions.
class OrderService {
public:
    // `config.orders` is there; all references outlive the service. Failures of the records.
    static Result<std::unique_ptr<OrderService>> start(const Config& config, GroupCommit& records,
                                                       EventLoop& loop, const Answers& answers,
                                                       const Clock& clock, Random& random,
                                                       const Log& log);
    ~OrderService();
    OrderService(const OrderService&) = delete;
    OrderService& operator=(const OrderService&) = delete;

    // Paths that shops and browsers ask, from any thread.
    static bool takes(std::string_view target);
    void handle(HttpRequest request, HttpReply reply);
    // Who waits for a change is answered now, and nobody waits any more.
    void endWaits();

private:
    struct Parts;
    explicit OrderService(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tappay::backend
