#include "simulator/shop/order_records.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <algorithm>
#include <array>
#include <numeric>

namespace tappay::simulator::shop {

namespace {

constexpr std::array kNames{"unpaid", "paid", "expired", "refunded"};

std::optional<OrderState> stateByName(const QString& name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == QLatin1String(kNames.at(i))) return static_cast<OrderState>(i);
    }
    return {};
}

QJsonObject written(const OrderRecord& record) {
    QJsonArray lines;
    for (const auto& line : record.lines)
        lines.append(QJsonObject{{"name", line.name},
                                 {"quantity", line.quantity},
                                 {"amount", static_cast<qint64>(line.amount)}});
    return {{"reference", record.reference},
            {"id", record.id},
            {"page", record.page},
            {"signed", record.signedOrder},
            {"state", nameOf(record.state)},
            {"card", record.card},
            {"lines", lines}};
}

std::optional<OrderRecord> readRecord(const QJsonObject& object) {
    const auto state = stateByName(object.value("state").toString());
    if (!state) return {};
    OrderRecord record{.reference = object.value("reference").toString(),
                       .id = object.value("id").toString(),
                       .page = object.value("page").toString(),
                       .signedOrder = object.value("signed").toString(),
                       .state = *state,
                       .card = object.value("card").toString(),
                       .lines = {}};
    for (const auto& value : object.value("lines").toArray()) {
        const QJsonObject line = value.toObject();
        record.lines.push_back({line.value("name").toString(), line.value("quantity").toInt(),
                                line.value("amount").toInteger()});
    }
    return record;
}

// Where an order may go from where it is; everything else is old news.
bool leadsOn(OrderState from, OrderState to) {
    switch (from) {
        case OrderState::Unpaid:
            return to != OrderState::Unpaid;
        // The payment system may have known of the payment before its time was over.
        case OrderState::Expired:
            return to == OrderState::Paid || to == OrderState::Refunded;
        case OrderState::Paid:
            return to == OrderState::Refunded;
        case OrderState::Refunded:
            return false;
    }
    return false;
}

}  // namespace

QString nameOf(OrderState state) {
    return QLatin1String(kNames.at(static_cast<std::size_t>(state)));
}

std::int64_t OrderRecord::total() const {
    return std::accumulate(lines.begin(), lines.end(), std::int64_t{0},
                           [](std::int64_t sum, const Line& line) { return sum + line.amount; });
}

Result<OrderNews> readNews(const QByteArray& json) {
    const auto document = QJsonDocument::fromJson(json);
    if (!document.isObject()) return fail(FailureCode::InputMalformed, "no order");
    return readNews(document.object());
}

Result<OrderNews> readNews(const QJsonObject& order) {
    TAPPAY_TRY(cny, currencyByAlpha("CNY"));
    const auto total = parseMoney(order.value("amount").toString().toStdString(), cny);
    const auto refunded = parseMoney(order.value("refunded").toString("0").toStdString(), cny);
    OrderNews news;
    news.id = order.value("id").toString();
    news.reference = order.value("reference").toString();
    news.card = order.value("paid").toObject().value("card").toString();
    if (!total || !refunded || news.id.isEmpty() || order.value("currency") != "CNY")
        return fail(FailureCode::InputMalformed, "no order");
    news.total = total->minor;
    const QString state = order.value("state").toString();
    if (state == "paid")
        news.state = refunded->minor == total->minor ? OrderState::Refunded : OrderState::Paid;
    else if (state == "expired")
        news.state = OrderState::Expired;
    else if (state != "open" && state != "paying")
        return fail(FailureCode::InputMalformed, "state " + state.toStdString());
    return news;
}

Result<OrderRecords> OrderRecords::open(const QString& name) {
    OrderRecords records(name);
    QFile file(name);
    if (!file.exists()) return records;
    if (!file.open(QIODevice::ReadOnly))
        return fail(FailureCode::NotConfigured, name.toStdString());
    for (const auto& value : QJsonDocument::fromJson(file.readAll()).array()) {
        auto record = readRecord(value.toObject());
        if (!record) return fail(FailureCode::NotConfigured, name.toStdString());
        const QString reference = record->reference;
        records.m_lastNumber = std::max(records.m_lastNumber, reference.mid(2).toInt());
        records.m_records.emplace(reference, std::move(*record));
    }
    return records;
}

QString OrderRecords::nextReference() {
    return "T-" + QString::number(++m_lastNumber);
}

Result<void> OrderRecords::add(OrderRecord record) {
    const QString reference = record.reference;
    const auto [place, isNew] = m_records.emplace(reference, std::move(record));
    if (!isNew) return fail(FailureCode::KeyReused, reference.toStdString());
    auto done = write();
    if (!done) m_records.erase(place);
    return done;
}

const OrderRecord* OrderRecords::find(const QString& reference) const {
    const auto found = m_records.find(reference);
    return found == m_records.end() ? nullptr : &found->second;
}

Result<bool> OrderRecords::take(const OrderNews& news) {
    const auto found = m_records.find(news.reference);
    if (found == m_records.end() || found->second.id != news.id)
        return fail(FailureCode::NotFound, news.reference.toStdString());
    OrderRecord& record = found->second;
    if (news.total != record.total())
        return fail(FailureCode::InputMalformed, "another amount than was asked for");
    if (!leadsOn(record.state, news.state)) return false;
    const OrderRecord before = record;
    record.state = news.state;
    if (!news.card.isEmpty()) record.card = news.card;
    const auto done = write();
    if (!done) {
        record = before;
        return std::unexpected(done.error());
    }
    return true;
}

Result<void> OrderRecords::write() const {
    QJsonArray all;
    for (const auto& [reference, record] : m_records)
        all.append(written(record));
    QSaveFile file(m_file);
    const QByteArray text = QJsonDocument(all).toJson();
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return fail(FailureCode::StorageFull, m_file.toStdString());
}

}  // namespace tappay::simulator::shop
