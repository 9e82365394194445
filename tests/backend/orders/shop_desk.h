#pragma once

#include <QtCore/QJsonObject>

#include "backend/support/https_client.h"
#include "backend/support/installation.h"

namespace tappay::test {

// What an operator and a shop's server do.
class ShopDesk {
public:
    static constexpr const char* kMerchantId = "898310054110002";
    static constexpr const char* kPage = "https://pay.example";

    // Adds "orders" to the configuration of this name.
    static void writeConfig(const Installation& installation, const std::string& from,
                            const std::string& to, const std::string& more = {});

    // Registers the shop with the operator's command.
    ShopDesk(const backend::Config& config, const std::string& merchantId = kMerchantId,
             const std::vector<std::string>& more = {});

    // Asks the back end behind this port.
    void at(std::uint16_t port) { m_port = port; }
    struct Answer {
        int status = 0;
        QJsonObject body;
        [[nodiscard]] std::string text(const char* name) const;
        [[nodiscard]] std::string failure() const;  // its name; empty when there is none
    };
    Answer post(const std::string& target, const QJsonObject& body = {});
    Answer postText(const std::string& target, const std::string& body);
    Answer get(const std::string& target);
    // Without the key.
    Answer page(const std::string& id, const std::string& query = {});

    // Of one item.
    static QJsonObject draft(const std::string& reference, const std::string& amount = "12.34");
    Answer create(const std::string& reference, const std::string& amount = "12.34");

    [[nodiscard]] const std::string& apiKey() const { return m_apiKey; }
    [[nodiscard]] const std::string& webhookSecret() const { return m_webhookSecret; }

private:
    Answer ask(const std::string& method, const std::string& target, const std::string& body,
               const std::string& headers);

    std::uint16_t m_port = 0;
    std::string m_apiKey, m_webhookSecret;
};

// What an operator types; throws what went wrong.
std::string operate(const backend::Config& config, const std::vector<std::string>& words);

}  // namespace tappay::test
