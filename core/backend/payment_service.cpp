#include "backend/payment_service.h"

#include "backend/api.h"
#include "crypto/random.h"

namespace tappay::backend {

namespace {

constexpr std::chrono::hours kHousekeeping{1};

}  // namespace

// In the order of their use of each other.
struct PaymentService::Parts {
    Parts(const Config& config, Records opened, const Clock& clock, const Log& log)
        : vault(config.lookupKey.view(), random),
          answers(config.answerKey),
          undos(loop),
          network(config.network, loop, log),
          records(std::move(opened), log),
          reversals(config, records, network, loop, vault, answers, undos, clock, log),
          authorisations(config, records, network, loop, reversals, vault, answers, undos, clock,
                         log),
          advices(config, records, network, loop, vault, answers, clock, log),
          undo(config, records, reversals, answers, undos, clock) {}

    // The records last: what was answered is on record.
    ~Parts() {
        loop.stop();
        records.stop();
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void keepHouse() {
        undo.forgetOld();
        loop.after(kHousekeeping, [this] { keepHouse(); });
    }

    crypto::SystemRandom random;
    CardVault vault;
    Answers answers;
    EventLoop loop;
    Waiters undos;
    NetworkLink network;
    GroupCommit records;
    Reversals reversals;
    Authorisations authorisations;
    Advices advices;
    Undo undo;
    std::unique_ptr<Api> api;
};

Result<std::unique_ptr<PaymentService>> PaymentService::start(const Config& config,
                                                              const Clock& clock, const Log& log) {
    TAPPAY_TRY(records, Records::open(config.database));
    auto parts = std::make_unique<Parts>(config, std::move(records), clock, log);
    TAPPAY_TRY(api, Api::create(config, parts->authorisations, parts->advices, parts->undo,
                                parts->records, parts->answers, clock, log));
    parts->api = std::move(api);
    TAPPAY_CHECK(parts->reversals.resume());
    TAPPAY_CHECK(parts->advices.resume());
    parts->keepHouse();
    return std::unique_ptr<PaymentService>(new PaymentService(std::move(parts)));
}

PaymentService::PaymentService(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

PaymentService::~PaymentService() = default;

void PaymentService::handle(HttpRequest request, HttpReply reply) {
    m_parts->api->handle(std::move(request), std::move(reply));
}

void PaymentService::setReady(bool ready) {
    m_parts->api->setReady(ready);
}

}  // namespace tappay::backend
