#include "faults/shop_side.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <stdexcept>

#include "faults/setup.h"

namespace tappay::faults {

namespace {

QJsonObject contents(const backend::HttpResponse& response) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

std::string textOf(const QJsonObject& object, const char* member) {
    return object.value(QLatin1String(member)).toString().toStdString();
}

}  // namespace

backend::HttpRequest ShopSide::request(const char* method, const std::string& target,
                                       std::string body) const {
    return {method, target, body.empty() ? "" : "application/json", "Bearer " + m_apiKey,
            std::move(body)};
}

const ShopSide::Order& ShopSide::place(std::int64_t amount) {
    const auto price = QString::fromStdString(formatMoney(yuan(amount)));
    const QJsonObject item{{"name", "Oolong"}, {"quantity", 1}, {"amount", price}};
    const QJsonObject draft{{"reference", "A-" + price},
                            {"amount", price},
                            {"currency", "CNY"},
                            {"items", QJsonArray{item}}};
    const auto taken = m_ask(request(
        "POST", "/v1/orders", QJsonDocument(draft).toJson(QJsonDocument::Compact).toStdString()));
    if (!taken || taken->status >= 300)
        throw std::runtime_error("order: " + (taken ? taken->body : "nobody"));
    const auto order = contents(*taken);
    return m_orders[amount] = {textOf(order, "id"), textOf(order, "signed"),
                               textOf(order, "state")};
}

bool ShopSide::look(std::int64_t amount) {
    auto& order = m_orders.at(amount);
    const auto seen = m_ask(request("GET", "/v1/orders/" + order.id));
    if (!seen || seen->status != 200) return false;
    const auto state = textOf(contents(*seen), "state");
    if (order.state == "paid" && state != "paid")
        m_wrong.push_back("the shop saw " + order.id + " paid, then " + state);
    order.state = state;
    return true;
}

}  // namespace tappay::faults
