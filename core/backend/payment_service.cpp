#include "backend/payment_service.h"

#include "backend/api.h"
#include "backend/cardholders/account_limits.h"
#include "backend/orders/order_claims.h"
#include "crypto/random.h"

namespace tappay::backend {

namespace {

constexpr std::chrono::hours kHousekeeping{1};

}  // namespace

// In the order of their use of each other.
struct PaymentService::Parts {
    Parts(const Config& config, KeyRoom openedKeys, Records opened, const Clock& clock,
          const Log& log)
        : keyRoom(std::move(openedKeys)),
          vault(config.lookupKey.view(), random),
          answers(config.answerKey),
          book(config.orders ? std::make_unique<OrderBook>(*config.orders, answers, clock, random)
                             : nullptr),
          claims(book ? std::make_unique<OrderClaims>(*book) : nullptr),
          secrets(config.lookupKey.view(), random),
          undos(loop),
          network(config.network, *keyRoom.network, loop, log),
          records(std::move(opened), log),
          reversals(config, records, network, loop, vault, answers, undos, clock, log),
          authorisations(config, records, network, loop, reversals, vault, answers, undos,
                         claims.get(), clock, log),
          advices(config, records, network, loop, vault, answers, clock, log),
          undo(config, records, reversals, answers, undos, clock),
          limits(records, log) {
        if (claims) claims->setLimits(&limits);
    }

    Result<void> admit(const Config& config, const Clock& clock, const Log& log) {
        if (config.enrolment) {
            TAPPAY_TRY(service, TerminalService::start(config, keyRoom, records, network, answers,
                                                       clock, random, log));
            terminals = std::move(service);
            TAPPAY_TRY(keyStore, keys::KeyStore::open(config.enrolment->keys));
            unsealing = std::make_unique<Unsealing>(std::move(keyStore), *keyRoom.module,
                                                    *keyRoom.network, clock);
            cardholders =
                std::make_unique<CardholderService>(config, records, *unsealing, network, vault,
                                                    answers, confirmation, clock, random, log);
        }
        if (book) {
            TAPPAY_TRY(shops,
                       OrderService::start({config, *book, records, network, vault, reversals, loop,
                                            answers, secrets, clock, random, log}));
            orders = std::move(shops);
        }
        auto* known = terminals.get();
        TAPPAY_TRY(made, Callers::create(config, known ? &known->directory() : nullptr, clock,
                                         [known](const std::string& keyId, const std::string& id,
                                                 const Failure& failure) {
                                             if (known) known->noteRefusal(keyId, id, failure);
                                         }));
        callers = std::move(made);
        openConfirm(config, clock, log);
        api = std::make_unique<Api>(config, *callers, known, unsealing.get(), orders.get(),
                                    cardholders.get(), authorisations, advices, undo, records,
                                    answers, clock, log);
        api->open(confirm.get());
        if (config.enrolment) TAPPAY_CHECK(openChannel(*config.enrolment, clock, log));
        return {};
    }

    // Where there are terminals that enrolled and orders to be paid.
    void openConfirm(const Config& config, const Clock& clock, const Log& log) {
        if (!config.confirm || !terminals || !orders) return;
        confirm = std::make_unique<ConfirmService>(ConfirmSurroundings{
            *config.confirm, config.answerKey.publicKey(), *callers, records, authorisations,
            [this](const protocol::CaptureRequest& request, Answered done) {
                orders->capture(request, std::move(done));
            },
            [this](Records& tables, const Order& order, const std::string& reference,
                   std::int64_t amount) {
                return orders->refund(tables, order, reference, amount);
            },
            vault, loop, answers,
            [this](const std::string& phone, const Failure& failure) {
                callers->note(phone, phone, failure);
            },
            clock, random, log});
    }

    Result<void> openChannel(const EnrolmentConfig& config, const Clock& clock, const Log& log) {
        TAPPAY_TRY(store, keys::KeyStore::open(config.keys));
        channel = std::make_unique<Channel>(
            std::move(store), *keyRoom.module, *callers,
            [this](HttpRequest request, HttpReply reply) {
                api->answer(std::move(request), std::move(reply));
            },
            clock, log);
        api->open(channel.get());
        return {};
    }

    // The records last: what was answered is on record.
    ~Parts() {
        loop.stop();
        if (terminals) terminals->stop();
        if (channel) channel->stop();
        if (unsealing) unsealing->stop();
        records.stop();
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void keepHouse() {
        undo.forgetOld();
        loop.after(kHousekeeping, [this] { keepHouse(); });
    }

    crypto::SystemRandom random;
    KeyRoom keyRoom;
    CardVault vault;
    Answers answers;
    std::unique_ptr<OrderBook> book;      // where there are web shops
    std::unique_ptr<OrderClaims> claims;  // the same
    ShopSecrets secrets;
    EventLoop loop;
    Waiters undos;
    NetworkLink network;
    GroupCommit records;
    Reversals reversals;
    Authorisations authorisations;
    Advices advices;
    Undo undo;
    AccountLimits limits;
    std::unique_ptr<TerminalService> terminals;
    std::unique_ptr<Unsealing> unsealing;
    ClosedConfirmation confirmation;
    std::unique_ptr<CardholderService> cardholders;
    std::unique_ptr<OrderService> orders;
    std::unique_ptr<ConfirmService> confirm;
    std::unique_ptr<Callers> callers;
    std::unique_ptr<Api> api;
    std::unique_ptr<Channel> channel;
};

Result<std::unique_ptr<PaymentService>> PaymentService::start(const Config& config,
                                                              const Clock& clock, const Log& log) {
    TAPPAY_TRY(keyRoom, KeyRoom::open(config));
    TAPPAY_TRY(records, Records::open(config.database));
    auto parts =
        std::make_unique<Parts>(config, std::move(keyRoom), std::move(records), clock, log);
    TAPPAY_CHECK(parts->admit(config, clock, log));
    TAPPAY_CHECK(parts->reversals.resume());
    TAPPAY_CHECK(parts->advices.resume());
    if (parts->orders) parts->orders->takeUp();
    if (parts->confirm) parts->confirm->takeUp();
    parts->keepHouse();
    return std::unique_ptr<PaymentService>(new PaymentService(std::move(parts)));
}

PaymentService::PaymentService(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

PaymentService::~PaymentService() = default;

void PaymentService::handle(HttpRequest request, HttpReply reply) {
    m_parts->api->handle(std::move(request), std::move(reply));
}

WebSocketDoor* PaymentService::door() {
    return m_parts->confirm ? &m_parts->confirm->sockets() : nullptr;
}

void PaymentService::setReady(bool ready) {
    m_parts->api->setReady(ready);
    if (m_parts->confirm) m_parts->confirm->sockets().setOpen(ready);
    if (!ready && m_parts->orders) m_parts->orders->endWaits();
    if (!ready && m_parts->confirm) m_parts->confirm->endWaits();
}

}  // namespace tappay::backend
