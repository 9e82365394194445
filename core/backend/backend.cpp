#include "backend/backend.h"

#include "backend/http_server.h"
#include "backend/payment_service.h"

namespace tappay::backend {

struct Backend::Parts {
    explicit Parts(Config given) : config(std::move(given)) {}

    // Where requests come from first.
    ~Parts() {
        if (service) service->setReady(false);
        if (server) server->stop();
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    Config config;
    // Destroyed after the service, which may still hold one of its replies.
    std::unique_ptr<HttpServer> server;
    std::unique_ptr<PaymentService> service;
};

Result<std::unique_ptr<Backend>> Backend::start(Config config, const Clock& clock, const Log& log) {
    auto parts = std::make_unique<Parts>(std::move(config));
    TAPPAY_TRY(service, PaymentService::start(parts->config, clock, log));
    parts->service = std::move(service);
    auto& network = parts->config.network;
    for (auto* taken : {&network.mak, &network.pinKey, &network.masterKey})
        taken->clear();
    TAPPAY_TRY(server, HttpServer::start(
                           parts->config.server,
                           [handler = parts->service.get()](HttpRequest request, HttpReply reply) {
                               handler->handle(std::move(request), std::move(reply));
                           },
                           log, parts->service->door()));
    parts->server = std::move(server);
    parts->service->setReady(true);
    return std::unique_ptr<Backend>(new Backend(std::move(parts)));
}

Backend::Backend(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Backend::~Backend() = default;

std::uint16_t Backend::port() const {
    return m_parts->server->port();
}

void Backend::drain() {
    m_parts->service->setReady(false);
    m_parts->server->drain();
}

}  // namespace tappay::backend
