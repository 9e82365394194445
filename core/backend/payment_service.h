#pragma once

#include <memory>

#include "backend/config.h"
#include "backend/http.h"
#include "backend/web_socket.h"
#include "base/clock.h"

namespace tappay::backend {

// The back end behind its HTTPS: records, the network, and what is answered to whom. Runs on its
// own threads until it is destroyed; what was answered until then is on record.
class PaymentService {
public:
    // Opens the records and takes up what a former run left open. `config` outlives the service,
    // the network's keys in it don't need to: the key module takes them. NotConfigured;
    // KeyUnavailable; the failures of store/database.h.
    static Result<std::unique_ptr<PaymentService>> start(const Config& config, const Clock& clock,
                                                         const Log& log);
    ~PaymentService();
    PaymentService(const PaymentService&) = delete;
    PaymentService& operator=(const PaymentService&) = delete;

    // From any thread, until the service is being destroyed. A reply may be dropped then.
    void handle(HttpRequest request, HttpReply reply);
    // Null where there is nobody to be told anything by himself.
    WebSocketDoor* door();
    // Not ready at first: every question of a terminal is refused.
    void setReady(bool ready);

private:
    struct Parts;
    explicit PaymentService(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tappay::backend
