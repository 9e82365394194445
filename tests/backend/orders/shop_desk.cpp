#include "backend/orders/shop_desk.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "backend/operator_commands.h"
#include "crypto/random.h"

namespace tappay::test {

namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

}  // namespace

std::string operate(const backend::Config& config, const std::vector<std::string>& words) {
    crypto::SystemRandom random;
    auto said = backend::runCommand(config, words, "operator test", SystemClock(), random);
    if (!said) throw std::runtime_error(said.error().detail);
    return *said;
}

void ShopDesk::writeConfig(const Installation& installation, const std::string& from,
                           const std::string& to, const std::string& more) {
    std::ifstream file(installation.file(from));
    std::stringstream text;
    text << file.rdbuf();
    auto config = text.str();
    config.insert(config.find('{') + 1,
                  R"("orders": { "pageUrl": ")" + std::string(kPage) + "\"" + more + " },");
    installation.write(to, config);
}

ShopDesk::ShopDesk(const backend::Config& config, const std::string& merchantId,
                   const std::vector<std::string>& more) {
    std::vector<std::string> words{"shop", merchantId, "Tea House", "https://tea.example"};
    words.insert(words.end(), more.begin(), more.end());
    std::istringstream said(operate(config, words));
    std::string label;
    said >> label >> m_apiKey >> label >> m_webhookSecret;
}

std::string ShopDesk::Answer::text(const char* name) const {
    return body.value(QLatin1String(name)).toString().toStdString();
}

std::string ShopDesk::Answer::failure() const {
    return body.value("error").toObject().value("code").toString().toStdString();
}

ShopDesk::Answer ShopDesk::ask(const std::string& method, const std::string& target,
                               const std::string& body, const std::string& headers) {
    HttpsClient client(m_port, std::chrono::seconds(40));
    if (!client.handshake()) return {};
    const auto reply = client.exchange(method, target, body, headers);
    if (!reply) return {};
    return {reply->status,
            QJsonDocument::fromJson(QByteArray::fromStdString(reply->body)).object()};
}

ShopDesk::Answer ShopDesk::post(const std::string& target, const QJsonObject& body) {
    return postText(target, QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString());
}

ShopDesk::Answer ShopDesk::postText(const std::string& target, const std::string& body) {
    return ask("POST", target, body,
               "Authorization: Bearer " + m_apiKey + "\r\nContent-Type: application/json\r\n");
}

ShopDesk::Answer ShopDesk::get(const std::string& target) {
    return ask("GET", target, {}, "Authorization: Bearer " + m_apiKey + "\r\n");
}

ShopDesk::Answer ShopDesk::page(const std::string& id, const std::string& query) {
    return ask("GET", "/v1/pages/" + id + query, {}, {});
}

QJsonObject ShopDesk::draft(const std::string& reference, const std::string& amount) {
    return {{"reference", qt(reference)},
            {"amount", qt(amount)},
            {"currency", "CNY"},
            {"items",
             QJsonArray{QJsonObject{{"name", "Oolong"}, {"quantity", 2}, {"amount", qt(amount)}}}}};
}

ShopDesk::Answer ShopDesk::create(const std::string& reference, const std::string& amount) {
    return post("/v1/orders", draft(reference, amount));
}

}  // namespace tappay::test
