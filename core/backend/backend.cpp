#include "backend/backend.h"

#include "backend/api.h"
#include "backend/http_server.h"
#include "crypto/random.h"

namespace tappay::backend {

namespace {

constexpr std::chrono::hours kHousekeeping{1};

}  // namespace

// In the order of their use of each other.
struct Backend::Parts {
    Parts(Config given, Records opened, const Clock& clock, const Log& log)
        : config(std::move(given)),
          vault(config.lookupKey.view(), random),
          answers(config.answerKey),
          undos(loop),
          network(config.network, loop, log),
          records(std::move(opened), log),
          reversals(config, records, network, loop, vault, answers, undos, clock, log),
          authorisations(config, records, network, loop, reversals, vault, answers, undos, clock,
                         log),
          undo(config, records, reversals, answers, undos, clock) {}

    // Where requests come from first, the records last: what was answered is on record.
    ~Parts() {
        if (api) api->setReady(false);
        if (server) server->stop();
        loop.stop();
        records.stop();
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void keepHouse() {
        undo.forgetOld();
        loop.after(kHousekeeping, [this] { keepHouse(); });
    }

    Config config;
    // Destroyed after everything that may still hold one of its replies.
    std::unique_ptr<HttpServer> server;
    crypto::SystemRandom random;
    CardVault vault;
    Answers answers;
    EventLoop loop;
    Waiters undos;
    NetworkLink network;
    GroupCommit records;
    Reversals reversals;
    Authorisations authorisations;
    Undo undo;
    std::unique_ptr<Api> api;
};

Result<std::unique_ptr<Backend>> Backend::start(Config config, const Clock& clock, const Log& log) {
    TAPPAY_TRY(records, Records::open(config.database));
    auto parts = std::make_unique<Parts>(std::move(config), std::move(records), clock, log);
    TAPPAY_TRY(api, Api::create(parts->config, parts->authorisations, parts->undo, parts->records,
                                parts->answers, clock, log));
    parts->api = std::move(api);
    TAPPAY_CHECK(parts->reversals.resume());
    parts->keepHouse();
    TAPPAY_TRY(server, HttpServer::start(
                           parts->config.server,
                           [handler = parts->api.get()](HttpRequest request, HttpReply reply) {
                               handler->handle(std::move(request), std::move(reply));
                           },
                           log));
    parts->server = std::move(server);
    parts->api->setReady(true);
    return std::unique_ptr<Backend>(new Backend(std::move(parts)));
}

Backend::Backend(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Backend::~Backend() = default;

std::uint16_t Backend::port() const {
    return m_parts->server->port();
}

void Backend::drain() {
    m_parts->api->setReady(false);
    m_parts->server->drain();
}

}  // namespace tappay::backend
