#include "protocol/order.h"

#include <QtCore/QJsonArray>
#include <QtCore/QUrl>
#include <algorithm>

#include "base/uuid.h"
#include "crypto/jose.h"
#include "protocol/message_text.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kLongestName = 100, kLongestShop = 40, kLongestReference = 64;
constexpr std::int64_t kMostPieces = 9999;
constexpr std::size_t kNonce = 16;

ObjectReader::Check visible(std::size_t most) {
    return [=](std::string_view text) { return isVisibleText(text, most); };
}

bool isNonce(std::string_view text) {
    const auto octets = crypto::fromBase64Url(text);
    return octets && octets->size() == kNonce;
}

bool cannotBeSeen(char32_t character) {
    switch (QChar::category(character)) {
        case QChar::Other_Control:
        case QChar::Other_Format:  // directions of text, joiners, marks without width
        case QChar::Other_Surrogate:
        case QChar::Other_PrivateUse:
        case QChar::Other_NotAssigned:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            return true;
        default:
            return false;
    }
}

Money readAmount(ObjectReader& reader, const Currency& currency) {
    const auto amount = parseMoney(reader.text("amount"), currency);
    if (!amount) reader.refuse("amount");
    return amount.value_or(Money{});
}

std::vector<OrderItem> readItems(ObjectReader& reader, const Currency& currency) {
    std::vector<OrderItem> items;
    reader.each("items", [&](ObjectReader& each) {
        OrderItem item;
        item.name = each.text("name", visible(kLongestName));
        item.quantity = static_cast<std::uint32_t>(each.integer("quantity", 1, kMostPieces));
        item.amount = readAmount(each, currency);
        items.push_back(std::move(item));
    });
    if (items.empty() || items.size() > kMostItems) reader.refuse("items");
    return items;
}

std::vector<std::string> readOrigins(ObjectReader& reader) {
    auto origins = reader.texts("origins", kMostOrigins);
    if (origins.empty() || !std::ranges::all_of(origins, isOrigin)) reader.refuse("origins");
    return origins;
}

// Each is at most Money::kMax and there are few, so the sum can't overflow.
bool addsUp(const Order& order) {
    std::int64_t sum = 0;
    for (const auto& item : order.items)
        sum += item.amount.minor;
    return sum == order.amount.minor;
}

}  // namespace

bool isVisibleText(std::string_view utf8, std::size_t most) {
    const auto text = qt(utf8);
    // Anything that isn't UTF-8 has become replacement characters.
    if (text.toStdString() != utf8 || text.contains(QChar::ReplacementCharacter)) return false;
    const auto characters = text.toUcs4();
    if (characters.isEmpty() || static_cast<std::size_t>(characters.size()) > most) return false;
    return text.trimmed() == text && std::ranges::none_of(characters, cannotBeSeen);
}

bool isOrigin(std::string_view text) {
    constexpr std::size_t kLongest = 255;
    if (text.size() > kLongest || !ascii(1, kLongest)(text)) return false;
    const QUrl url(qt(text), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "https" || url.host().isEmpty()) return false;
    QUrl origin;
    origin.setScheme("https");
    origin.setHost(url.host());
    if (url.port(443) != 443) origin.setPort(url.port());
    return origin.toEncoded().toStdString() == text;
}

std::string encode(const Order& order) {
    QJsonArray items, origins;
    for (const auto& item : order.items)
        items.append(QJsonObject{{"name", qt(item.name)},
                                 {"quantity", static_cast<qint64>(item.quantity)},
                                 {"amount", qt(formatMoney(item.amount))}});
    for (const auto& origin : order.origins)
        origins.append(qt(origin));
    return json({{"type", "order"},
                 {"order", qt(order.id)},
                 {"merchantId", qt(order.merchantId)},
                 {"shop", qt(order.shop)},
                 {"origins", origins},
                 {"reference", qt(order.reference)},
                 {"items", items},
                 {"amount", qt(formatMoney(order.amount))},
                 {"currency", qt(order.amount.currency.alpha)},
                 {"created", qt(order.created)},
                 {"expires", qt(order.expires)},
                 {"nonce", qt(order.nonce)}});
}

Result<Order> decodeOrder(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "order"));
    Order order;
    order.id = reader.text("order", isUuid);
    order.merchantId = reader.text("merchantId", ascii(kMerchantId, kMerchantId));
    order.shop = reader.text("shop", visible(kLongestShop));
    order.origins = readOrigins(reader);
    order.reference = reader.text("reference", visible(kLongestReference));
    const auto currency = currencyByAlpha(reader.text("currency"));
    if (!currency) reader.refuse("currency");
    order.items = readItems(reader, currency.value_or(Currency{}));
    order.amount = readAmount(reader, currency.value_or(Currency{}));
    order.created = reader.text("created", isTime);
    order.expires = reader.text("expires", isTime);
    order.nonce = reader.text("nonce", isNonce);
    TAPPAY_CHECK(reader.status());
    if (order.amount.minor == 0) return fail(FailureCode::AmountInvalid, "amount is zero");
    if (!addsUp(order)) return fail(FailureCode::AmountInvalid, "the items don't add up");
    return order;
}

Result<Order> openOrder(std::string_view compact, const crypto::EcVerifier& signer) {
    const auto open = [&]() -> Result<Order> {
        if (compact.size() > kLongestOrder) return fail(FailureCode::InputMalformed, "too long");
        TAPPAY_TRY(parts, crypto::jwsParse(compact));
        TAPPAY_TRY(payload, crypto::jwsVerify(parts, signer));
        return decodeOrder(toText(payload));
    };
    auto order = open();
    if (!order) return fail(FailureCode::OrderInvalid, order.error().detail);
    return order;
}

std::string encode(const OrderQuestion& question) {
    return json({{"type", "order_question"},
                 {"terminalId", qt(question.terminalId)},
                 {"order", qt(question.order)},
                 {"time", qt(question.time)}});
}

Result<OrderQuestion> decodeOrderQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "order_question"));
    OrderQuestion question;
    question.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    question.order = reader.text("order", isUuid);
    question.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return question;
}

}  // namespace tappay::protocol
