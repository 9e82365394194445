#pragma once

#include "crypto/jose.h"
#include "protocol/order.h"
#include "protocol/time.h"

namespace tappay::test {

// Orders as a back end signs them.
struct SignedOrders {
    crypto::EcPrivateKey key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();

    static protocol::Order order() {
        const auto now = std::chrono::system_clock::now();
        const auto currency = *currencyByAlpha("CNY");
        return {.id = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10",
                .merchantId = "898310054110002",
                .shop = "Tea House",
                .origins = {"https://tea.example", "https://pay.example"},
                .reference = "A-1001",
                .items = {{"Oolong", 2, {1000, currency}}, {"Postage", 1, {234, currency}}},
                .amount = {1234, currency},
                .created = protocol::formatTime(now),
                .expires = protocol::formatTime(now + std::chrono::minutes(15)),
                .nonce = "AAECAwQFBgcICQoLDA0ODw"};
    }
    [[nodiscard]] std::string sign(std::string_view payload) const {
        return crypto::jwsSign("answer", asBytes(payload),
                               [this](ByteView message) { return key.signEcdsa(message); })
            .value();
    }
    [[nodiscard]] std::string sign(const protocol::Order& order) const {
        return sign(std::string_view(protocol::encode(order)));
    }
};

}  // namespace tappay::test
