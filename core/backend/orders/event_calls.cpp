#include "backend/orders/event_calls.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include "protocol/message_text.h"

namespace tappay::backend {

using protocol::qt;

namespace {

constexpr std::int64_t kMost = 100, kUsual = 20;

QJsonValue timeOrNull(std::int64_t time) {
    return time == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(qt(shownTime(time)));
}

// As it is sent, and how far that is.
QJsonObject shown(const ShopEvent& event) {
    auto object = QJsonDocument::fromJson(QByteArray::fromStdString(event.body)).object();
    object["attempts"] = static_cast<qint64>(event.attempts);
    object["due"] = timeOrNull(event.due);
    object["delivered"] = timeOrNull(event.delivered);
    return object;
}

Result<ShopEvent> own(Records& records, const Shop& shop, const std::string& id) {
    TAPPAY_TRY(event, records.events().find(id));
    if (!event || event->merchantId != shop.merchantId)
        return fail(FailureCode::NotFound, "no such event");
    return std::move(*event);
}

}  // namespace

Result<ShopWork> EventCalls::workOf(const ShopCall& call) const {
    if (call.path.size() == 1) return list(call);
    if (call.path.size() == 3 && call.path[2] == "resend") return resend(call);
    return fail(FailureCode::NotFound, "no such path");
}

Result<ShopWork> EventCalls::list(const ShopCall& call) {
    TAPPAY_CHECK(call.expectMethod("GET"));
    TAPPAY_CHECK(call.expectOnly({"after", "limit"}));
    TAPPAY_TRY(limit, call.number("limit", 1, kMost, kUsual));
    return [limit, after = call.parameter("after")](Records& records,
                                                    const Shop& shop) -> Result<QJsonObject> {
        std::int64_t row = 0;
        if (!after.empty()) {
            TAPPAY_TRY(event, own(records, shop, after));
            row = event.row;
        }
        TAPPAY_TRY(events, records.events().list(shop.merchantId, row, limit));
        QJsonArray list;
        for (const auto& event : events)
            list.append(shown(event));
        return QJsonObject{{"events", list}};
    };
}

Result<ShopWork> EventCalls::resend(const ShopCall& call) const {
    TAPPAY_CHECK(call.expectMethod("POST"));
    TAPPAY_CHECK(call.expectOnly({}));
    return [this, id = call.path[1]](Records& records, const Shop& shop) -> Result<QJsonObject> {
        TAPPAY_TRY(event, own(records, shop, id));
        if (shop.webhook.empty()) return fail(FailureCode::InputMalformed, "there is no webhook");
        event.attempts = 0;
        event.first = event.due = milliseconds(m_clock.now());
        event.delivered = 0;
        TAPPAY_CHECK(records.events().update(event));
        return shown(event);
    };
}

}  // namespace tappay::backend
