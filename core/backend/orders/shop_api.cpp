#include "backend/orders/shop_api.h"

#include "backend/orders/question.h"
#include "backend/orders/shop_secrets.h"
#include "backend/refusal.h"
#include "protocol/message_text.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kOrders = "/v1/orders", kEvents = "/v1/events",
                           kQuestion = "/v1/orders/question";
constexpr std::string_view kJson = "application/json", kBearer = "Bearer ";

bool isUnder(std::string_view target, std::string_view path) {
    if (!target.starts_with(path)) return false;
    const auto rest = target.substr(path.size());
    return rest.empty() || rest.front() == '/' || rest.front() == '?';
}

bool isJson(std::string_view contentType) {
    return contentType == kJson || contentType.starts_with("application/json;");
}

}  // namespace

ShopApi::ShopApi(const OrderBook& book, const Refunds& refunds, GroupCommit& records,
                 const Clock& clock, const Log& log)
    : m_book(book), m_records(records), m_events(clock), m_refunds(book, refunds), m_log(log) {}

bool ShopApi::takes(std::string_view target) {
    return (isUnder(target, kOrders) || isUnder(target, kEvents)) && target != kQuestion;
}

void ShopApi::handle(HttpRequest request, HttpReply reply) {
    if (!request.authorisation.starts_with(kBearer))
        return reply(refusal(401, {FailureCode::PermissionDenied, "no API key"}));
    if (request.method == "POST" && !request.body.empty() && !isJson(request.contentType))
        return reply(refusal(415, {FailureCode::InputMalformed, "application/json is wanted"}));
    const auto keyHash =
        ShopSecrets::hashOf(std::string_view(request.authorisation).substr(kBearer.size()));
    auto work = workOf(ShopCall::of(std::move(request)));
    if (!work) return reply(refusal(statusOf(work.error().code), work.error()));
    askRecords<QJsonObject>(
        m_records,
        [keyHash, asked = std::move(*work)](Records& records) -> Result<QJsonObject> {
            TAPPAY_TRY(shop, records.shops().byKey(keyHash));
            if (!shop) return fail(FailureCode::PermissionDenied, "unknown API key");
            return asked(records, *shop);
        },
        [this, held = std::move(reply)](Result<QJsonObject> found) mutable {
            if (found) return held({200, std::string(kJson), protocol::json(*found)});
            m_log.failure("shops", found.error());
            held(refusal(statusOf(found.error().code), found.error()));
        });
}

Result<ShopWork> ShopApi::workOf(const ShopCall& call) const {
    const auto& path = call.path;
    if (path[0] == "events") return m_events.workOf(call);
    if (path[0] == "orders" && path.size() == 1)
        return call.method == "GET" ? byReference(call) : create(call);
    if (path[0] == "orders" && path.size() == 2) return show(call);
    if (path[0] == "orders" && path.size() == 3 && path[2] == "expire") return expire(call);
    if (path[0] == "orders" && path.size() == 3 && path[2] == "refunds")
        return m_refunds.workOf(call);
    return fail(FailureCode::NotFound, "no such path");
}

Result<ShopWork> ShopApi::create(const ShopCall& call) const {
    TAPPAY_CHECK(call.expectMethod("POST"));
    TAPPAY_CHECK(call.expectOnly({}));
    TAPPAY_TRY(draft, readDraft(call.body, m_book.config()));
    return [this, draft](Records& records, const Shop& shop) -> Result<QJsonObject> {
        TAPPAY_TRY(order, m_book.place(records, draft, shop));
        return m_book.show(records, order);
    };
}

Result<ShopWork> ShopApi::byReference(const ShopCall& call) const {
    TAPPAY_CHECK(call.expectOnly({"reference"}));
    const auto reference = call.parameter("reference");
    if (reference.empty()) return fail(FailureCode::InputMalformed, "reference is missing");
    return [this, reference](Records& records, const Shop& shop) -> Result<QJsonObject> {
        TAPPAY_TRY(order, m_book.byReference(records, shop.merchantId, reference));
        if (!order) return fail(FailureCode::NotFound, "no order with this reference");
        return m_book.show(records, *order);
    };
}

Result<ShopWork> ShopApi::show(const ShopCall& call) const {
    TAPPAY_CHECK(call.expectMethod("GET"));
    TAPPAY_CHECK(call.expectOnly({}));
    return [this, id = call.path[1]](Records& records, const Shop& shop) -> Result<QJsonObject> {
        TAPPAY_TRY(order, m_book.own(records, shop, id));
        return m_book.show(records, order);
    };
}

Result<ShopWork> ShopApi::expire(const ShopCall& call) const {
    TAPPAY_CHECK(call.expectMethod("POST"));
    TAPPAY_CHECK(call.expectOnly({}));
    return [this, id = call.path[1]](Records& records, const Shop& shop) -> Result<QJsonObject> {
        TAPPAY_TRY(order, m_book.own(records, shop, id));
        TAPPAY_TRY(ended, m_book.end(records, std::move(order)));
        return m_book.show(records, ended);
    };
}

}  // namespace tappay::backend
