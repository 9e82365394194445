#include "backend/orders/order_json.h"

#include <QtCore/QJsonArray>
#include <QtCore/QUrl>
#include <algorithm>

#include "crypto/hash.h"
#include "crypto/jose.h"
#include "protocol/message_text.h"
#include "protocol/time.h"

namespace tappay::backend {

using protocol::ObjectReader;
using protocol::qt;

namespace {

constexpr std::size_t kLongestReference = 64, kLongestName = 100, kLongestUrl = 2000;
constexpr std::int64_t kMostPieces = 9999;

ObjectReader::Check visible(std::size_t most) {
    return [=](std::string_view text) { return protocol::isVisibleText(text, most); };
}

// The first amount that can't be charged; the members that are missing are the reader's.
Result<Money> readAmount(ObjectReader& reader, const Currency& currency) {
    return parseMoney(reader.text("amount"), currency);
}

Result<void> readItems(ObjectReader& reader, protocol::Order& order) {
    const auto currency = order.amount.currency;
    std::optional<Failure> wrong;
    reader.each("items", [&](ObjectReader& each) {
        protocol::OrderItem item;
        item.name = each.text("name", visible(kLongestName));
        item.quantity = static_cast<std::uint32_t>(each.integer("quantity", 1, kMostPieces));
        const auto amount = readAmount(each, currency);
        each.refuseUnknown();
        if (!amount && !wrong) wrong = amount.error();
        item.amount = amount.value_or(Money{});
        order.items.push_back(std::move(item));
    });
    if (order.items.empty() || order.items.size() > protocol::kMostItems) reader.refuse("items");
    TAPPAY_CHECK(reader.status());
    if (wrong) return std::unexpected(*wrong);
    return {};
}

Result<void> readContents(ObjectReader& reader, protocol::Order& order) {
    order.reference = reader.text("reference", visible(kLongestReference));
    const auto currency = reader.text("currency");
    TAPPAY_CHECK(reader.status());
    TAPPAY_TRY(known, currencyByAlpha(currency));
    order.amount.currency = known;
    const auto amount = readAmount(reader, known);
    TAPPAY_CHECK(readItems(reader, order));
    if (!amount) return std::unexpected(amount.error());
    order.amount = *amount;
    if (order.amount.minor == 0) return fail(FailureCode::AmountInvalid, "amount is zero");
    // Each is at most Money::kMax and there are few, so the sum can't overflow.
    std::int64_t sum = 0;
    for (const auto& item : order.items)
        sum += item.amount.minor;
    if (sum != order.amount.minor)
        return fail(FailureCode::AmountInvalid, "the items don't add up");
    return {};
}

QJsonArray shownItems(const protocol::Order& order) {
    QJsonArray items;
    for (const auto& item : order.items)
        items.append(QJsonObject{{"name", qt(item.name)},
                                 {"quantity", static_cast<qint64>(item.quantity)},
                                 {"amount", qt(formatMoney(item.amount))}});
    return items;
}

// Of an order that this back end has signed itself.
QJsonArray itemsOf(const Order& order) {
    const auto parts = crypto::jwsParse(order.signedOrder);
    if (!parts) return {};
    const auto contents = protocol::decodeOrder(toText(parts->payload));
    return contents ? shownItems(*contents) : QJsonArray();
}

Bytes digestOf(const OrderDraft& draft) {
    return crypto::sha256(
        asBytes(protocol::json({{"reference", qt(draft.order.reference)},
                                {"amount", qt(formatMoney(draft.order.amount))},
                                {"currency", qt(draft.order.amount.currency.alpha)},
                                {"items", shownItems(draft.order)},
                                {"life", static_cast<qint64>(draft.life.count())},
                                {"returnUrl", qt(draft.returnUrl)}})));
}

QJsonValue textOrNull(const std::string& text) {
    return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(qt(text));
}

}  // namespace

std::string shownTime(std::int64_t milliseconds) {
    return protocol::formatTime(
        std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds)));
}

Result<OrderDraft> readDraft(std::string_view json, const OrdersConfig& config) {
    TAPPAY_TRY(reader, ObjectReader::parse(json));
    OrderDraft draft;
    if (reader.has("expiresIn"))
        draft.life = std::chrono::seconds(
            reader.integer("expiresIn", config.shortestLife.count(), config.longestLife.count()));
    draft.returnUrl = reader.optionalText(
        "returnUrl", [](std::string_view url) { return url.size() <= kLongestUrl; });
    TAPPAY_CHECK(readContents(reader, draft.order));
    reader.refuseUnknown();
    TAPPAY_CHECK(reader.status());
    draft.digest = digestOf(draft);
    return draft;
}

Result<void> checkReturnUrl(const std::string& text, const Shop& shop) {
    if (text.empty()) return {};
    const QUrl url(qt(text), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "https" || !url.userInfo().isEmpty() ||
        url.toEncoded().toStdString() != text)
        return fail(FailureCode::InputMalformed, "returnUrl is wrong");
    QUrl origin;
    origin.setScheme("https");
    origin.setHost(url.host());
    if (url.port(443) != 443) origin.setPort(url.port());
    if (std::ranges::find(shop.origins, origin.toEncoded().toStdString()) == shop.origins.end())
        return fail(FailureCode::OrderOriginWrong, "returnUrl is not on one of the shop's origins");
    return {};
}

QJsonObject shownOrder(const Order& order, const std::optional<Payment>& payment,
                       const OrdersConfig& config) {
    QJsonValue paid(QJsonValue::Null);
    if (order.state == OrderState::Paid && payment)
        paid = QJsonObject{{"at", qt(shownTime(order.paid))},
                           {"card", qt(payment->maskedPan)},
                           {"authCode", qt(payment->authCode)},
                           {"networkReference", qt(payment->reference)}};
    const auto& currency = order.amount.currency;
    return {{"id", qt(order.id)},
            {"reference", qt(order.reference)},
            {"state", qt(nameOf(order.state))},
            {"amount", qt(formatMoney(order.amount))},
            {"currency", qt(currency.alpha)},
            {"refunded", qt(formatMoney({order.refunded, currency}))},
            {"items", itemsOf(order)},
            {"created", qt(shownTime(order.created))},
            {"expires", qt(shownTime(order.expires))},
            {"paid", paid},
            {"signed", qt(order.signedOrder)},
            {"page", qt(config.pageUrl + "/pay/" + order.id)},
            {"returnUrl", textOrNull(order.returnUrl)}};
}

std::string shownEvent(const ShopEvent& event, QJsonObject about) {
    about["id"] = qt(event.id);
    about["type"] = qt(event.type);
    about["created"] = qt(shownTime(event.created));
    return protocol::json(about);
}

std::string shownPage(const Order& order, const Shop& shop) {
    return protocol::json({{"state", qt(nameOf(order.state))},
                           {"signed", qt(order.signedOrder)},
                           {"shop", qt(shop.name)},
                           {"returnUrl", textOrNull(order.returnUrl)}});
}

}  // namespace tappay::backend
