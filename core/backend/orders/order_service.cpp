#include "backend/orders/order_service.h"

#include "backend/orders/captures.h"
#include "backend/orders/order_claims.h"
#include "backend/orders/order_clock.h"
#include "backend/orders/order_pages.h"
#include "backend/orders/question.h"
#include "backend/orders/refunds.h"
#include "backend/orders/shop_api.h"
#include "backend/orders/webhooks.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kCaptures = "/v1/captures", kQuestion = "/v1/orders/question";

}  // namespace

// In the order of their use of each other.
struct OrderService::Parts {
    Parts(const OrderSurroundings& given, std::unique_ptr<Webhooks> opened)
        : around(given),
          captures(given.book, given.records, given.answers, given.clock),
          refunds(given.config, given.book, given.records, given.network, given.loop, given.vault,
                  given.clock, given.random, given.log),
          time(given.book, given.records, given.reversals, given.loop, given.clock),
          shops(given.book, refunds, given.records, given.clock, given.log),
          pages(given.book, given.records, given.loop),
          webhooks(std::move(opened)) {}

    void changed(const RecordChanges& changes) {
        if (changes.events()) webhooks->wake();
        if (changes.refunds()) refunds.wake();
        for (const auto& order : changes.orders()) {
            time.changed(order);
            pages.changed(order);
        }
    }

    // The signed order, which a terminal without a browser beside it shows.
    void show(const std::string& id, Answered done) const {
        askRecords<std::string>(
            around.records,
            [this, id](Records& records) -> Result<std::string> {
                TAPPAY_TRY(order, around.book.find(records, id));
                if (!order) return fail(FailureCode::NotFound, "no such order");
                TAPPAY_CHECK(checkPayable(*order));
                return order->signedOrder;
            },
            std::move(done));
    }

    OrderSurroundings around;
    Captures captures;
    Refunds refunds;
    OrderClock time;
    ShopApi shops;
    OrderPages pages;
    std::unique_ptr<Webhooks> webhooks;
};

Result<std::unique_ptr<OrderService>> OrderService::start(const OrderSurroundings& around) {
    TAPPAY_TRY(webhooks, Webhooks::create(around.book.config(), around.secrets, around.records,
                                          around.loop, around.clock, around.log));
    auto parts = std::make_unique<Parts>(around, std::move(webhooks));
    TAPPAY_CHECK(around.records.run([told = parts.get()](Records& records) -> Result<void> {
        records.changes().listen([told](const auto& changes) { told->changed(changes); });
        return {};
    }));
    return std::unique_ptr<OrderService>(new OrderService(std::move(parts)));
}

OrderService::OrderService(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

OrderService::~OrderService() = default;

void OrderService::takeUp() {
    m_parts->time.start();
    m_parts->webhooks->wake();
    m_parts->refunds.wake();
}

bool OrderService::takes(std::string_view target) {
    return ShopApi::takes(target) || OrderPages::takes(target);
}

void OrderService::handle(HttpRequest request, HttpReply reply) {
    if (OrderPages::takes(request.target))
        m_parts->pages.handle(std::move(request), std::move(reply));
    else
        m_parts->shops.handle(std::move(request), std::move(reply));
}

bool OrderService::isTerminals(std::string_view target) {
    return target == kCaptures || target == kQuestion;
}

void OrderService::ask(const std::string& target, const SignedMessage& message, Answered done) {
    const auto& terminal = message.from->terminal;
    const auto& clock = m_parts->around.clock;
    const auto refuse = [&done](Failure failure) { done(std::unexpected(std::move(failure))); };
    if (target == kCaptures) {
        const auto capture = protocol::decodeCapture(message.payload);
        if (!capture) return refuse(capture.error());
        if (auto good = checkAsker(terminal, capture->terminalId, capture->time, clock); !good)
            return refuse(good.error());
        return m_parts->captures.capture(*capture, std::move(done));
    }
    const auto question = protocol::decodeOrderQuestion(message.payload);
    if (!question) return refuse(question.error());
    if (auto good = checkAsker(terminal, question->terminalId, question->time, clock); !good)
        return refuse(good.error());
    m_parts->show(question->order, std::move(done));
}

void OrderService::capture(const protocol::CaptureRequest& request, Answered done) {
    m_parts->captures.capture(request, std::move(done));
}

Result<Refund> OrderService::refund(Records& records, const Order& order,
                                    const std::string& reference, std::int64_t amount) const {
    return m_parts->refunds.accept(records, order, reference, amount);
}

void OrderService::endWaits() {
    m_parts->pages.endWaits();
}

}  // namespace tappay::backend
