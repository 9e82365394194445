#include "protocol/cardholder_account.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <algorithm>

#include "base/uuid.h"
#include "protocol/order.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kLongestWhat = 32, kLongestDetail = 100;

bool isTimeOrNone(std::string_view text) {
    return text.empty() || isTime(text);
}

// First six and last four at most, never a whole number.
bool isMaskedPan(std::string_view text) {
    const auto stars = std::ranges::count(text, '*');
    return text.size() >= 12 && text.size() <= 19 && stars > 0 &&
           std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) + stars ==
               static_cast<std::ptrdiff_t>(text.size()) &&
           static_cast<std::ptrdiff_t>(text.size()) - stars <= 10;
}

bool isLabel(std::string_view text) {
    return text.empty() || isVisibleText(text, kLongestCardLabel);
}

bool isDetail(std::string_view text) {
    return text.empty() || isVisibleText(text, kLongestDetail);
}

QString amountText(const std::optional<Money>& amount) {
    return amount ? qt(formatMoney(*amount)) : QString();
}

std::optional<Money> readAmount(ObjectReader& reader, const char* name, const Currency& currency) {
    const auto text = reader.text(name);
    if (text.empty()) return std::nullopt;
    const auto amount = parseMoney(text, currency);
    if (amount) return *amount;
    reader.refuse(name);
    return std::nullopt;
}

QJsonObject toJson(const CardholderCard& card) {
    return {{"id", qt(card.id)},
            {"pan", qt(card.pan)},
            {"label", qt(card.label)},
            {"since", qt(card.since)},
            {"until", qt(card.until)}};
}

QJsonObject toJson(const CardholderDevice& device) {
    return {{"id", qt(device.id)},
            {"terminalId", qt(device.terminalId)},
            {"since", qt(device.since)},
            {"lastSeen", qt(device.lastSeen)}};
}

QJsonObject toJson(const CardholderNotice& notice) {
    return {{"at", qt(notice.at)}, {"what", qt(notice.what)}, {"detail", qt(notice.detail)}};
}

template <typename Row>
QJsonArray rows(const std::vector<Row>& all) {
    QJsonArray list;
    for (const auto& row : all)
        list.append(toJson(row));
    return list;
}

void read(ObjectReader& reader, CardholderCard& card) {
    card.id = reader.text("id", isUuid);
    card.pan = reader.text("pan", isMaskedPan);
    card.label = reader.text("label", isLabel);
    card.since = reader.text("since", isTime);
    card.until = reader.text("until", isTimeOrNone);
}

void read(ObjectReader& reader, CardholderDevice& device) {
    device.id = reader.text("id", isUuid);
    device.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    device.since = reader.text("since", isTime);
    device.lastSeen = reader.text("lastSeen", isTime);
}

void read(ObjectReader& reader, CardholderNotice& notice) {
    notice.at = reader.text("at", isTime);
    notice.what = reader.text("what", ascii(1, kLongestWhat));
    notice.detail = reader.text("detail", isDetail);
}

template <typename Row>
std::vector<Row> readRows(ObjectReader& reader, const char* name, std::size_t most) {
    std::vector<Row> all;
    reader.each(name, [&](ObjectReader& each) { read(each, all.emplace_back()); });
    if (all.size() > most) reader.refuse(name);
    return all;
}

}  // namespace

void addLimits(QJsonObject& object, const CardholderLimits& limits) {
    object["payment"] = amountText(limits.payment);
    object["day"] = amountText(limits.day);
    object["currency"] = qt(limits.currency.alpha);
}

CardholderLimits readLimits(ObjectReader& reader) {
    const auto currency = currencyByAlpha(reader.text("currency"));
    if (!currency) reader.refuse("currency");
    CardholderLimits limits;
    limits.currency = currency.value_or(Currency{});
    limits.payment = readAmount(reader, "payment", limits.currency);
    limits.day = readAmount(reader, "day", limits.currency);
    return limits;
}

QJsonObject accountObject(const CardholderFacts& account) {
    QJsonObject object{{"account", qt(account.id)},
                       {"since", qt(account.since)},
                       {"cards", rows(account.cards)},
                       {"devices", rows(account.devices)},
                       {"notices", rows(account.notices)}};
    if (account.id.empty()) return object;
    QJsonObject limits;
    addLimits(limits, account.limits);
    object["limits"] = limits;
    return object;
}

CardholderFacts readAccount(ObjectReader& reader) {
    CardholderFacts account;
    account.id = reader.text("account");
    account.cards = readRows<CardholderCard>(reader, "cards", kMostCardholderCards);
    account.devices = readRows<CardholderDevice>(reader, "devices", kMostCardholderDevices);
    account.notices = readRows<CardholderNotice>(reader, "notices", kMostCardholderNotices);
    account.since = reader.text("since", isTimeOrNone);
    if (account.id.empty()) return account;
    if (!isUuid(account.id)) reader.refuse("account");
    if (account.since.empty()) reader.refuse("since");
    auto limits = reader.object("limits");
    account.limits = readLimits(limits);
    reader.adopt(limits);
    return account;
}

QJsonObject objectOf(std::string_view json) {
    return QJsonDocument::fromJson(
               QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size())))
        .object();
}

}  // namespace tappay::protocol
