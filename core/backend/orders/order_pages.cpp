#include "backend/orders/order_pages.h"

#include "backend/orders/question.h"
#include "backend/refusal.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kPages = "/v1/pages/";
constexpr std::int64_t kLongestWait = 25;

void answer(HttpReply& reply, HttpResponse response) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    reply(std::move(response));
}

void refuse(HttpReply& reply, const Failure& failure) {
    answer(reply, refusal(statusOf(failure.code), failure));
}

void show(HttpReply& reply, const std::string& page) {
    answer(reply, {200, "application/json", page});
}

struct Found {
    std::int64_t row = 0;
    std::string state, page;
};

}  // namespace

OrderPages::OrderPages(const OrderBook& book, GroupCommit& records, EventLoop& loop)
    : m_book(book), m_records(records), m_waiters(loop) {}

bool OrderPages::takes(std::string_view target) {
    return target.starts_with(kPages);
}

void OrderPages::handle(HttpRequest request, HttpReply reply) {
    auto question = read(ShopCall::of(std::move(request)));
    if (!question) return refuse(reply, question.error());
    ask(std::move(*question), std::move(reply));
}

Result<OrderPages::Question> OrderPages::read(const ShopCall& call) {
    if (call.method != "GET") return fail(FailureCode::MethodUnknown, "GET only");
    if (call.path.size() != 2) return fail(FailureCode::NotFound, "no such path");
    TAPPAY_CHECK(call.expectOnly({"wait", "state"}));
    TAPPAY_TRY(wait, call.number("wait", 0, kLongestWait, 0));
    return Question{call.path[1], call.parameter("state"), std::chrono::seconds(wait)};
}

void OrderPages::ask(Question question, HttpReply reply) {
    askRecords<Found>(
        m_records,
        [this, id = question.id](Records& records) -> Result<Found> {
            TAPPAY_TRY(order, m_book.find(records, id));
            if (!order) return fail(FailureCode::NotFound, "no such order");
            TAPPAY_TRY(shop, records.shops().find(order->merchantId));
            if (!shop) return fail(FailureCode::Internal, "an order without a shop");
            return Found{order->row, std::string(nameOf(order->state)), shownPage(*order, *shop)};
        },
        [this, question, held = std::move(reply)](Result<Found> found) mutable {
            if (!found) return refuse(held, found.error());
            const bool waits = question.wait.count() != 0 && question.state == found->state;
            if (!waits || m_ended || m_waiting >= kMostWaiting) return show(held, found->page);
            wait(found->row, question, found->page, std::move(held));
        });
}

void OrderPages::endWaits() {
    m_ended = true;
    // After those that were about to wait, on the thread where they do.
    m_records.submit([](Records&) { return Result<void>(); },
                     [this](const Result<void>&) { m_waiters.notifyAll(std::string()); });
}

// Registered on the writer's thread, which also tells of changes: none is missed.
void OrderPages::wait(std::int64_t row, const Question& question, const std::string& page,
                      HttpReply reply) {
    ++m_waiting;
    m_waiters.wait(
        row,
        [this, id = question.id, held = std::move(reply)](const Answer& unchanged) mutable {
            --m_waiting;
            if (unchanged && !unchanged->empty()) return show(held, *unchanged);
            ask({id, {}, {}}, std::move(held));
        },
        question.wait, page);
}

}  // namespace tappay::backend
