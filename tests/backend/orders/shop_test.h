#pragma once

#include "backend/backend_test.h"
#include "backend/orders/shop_desk.h"

namespace tappay::test {

// A running back end with one shop, without any terminal that may pay its orders.
class ShopTest : public BackendTest {
protected:
    ShopTest() { ShopDesk::writeConfig(m_installation, "config.json", "shops.json"); }

    void SetUp() override { open(config()); }

    [[nodiscard]] backend::Config config() const { return m_installation.config("shops.json"); }
    void open(backend::Config config) {
        if (!m_shop) m_shop.emplace(config);
        start(std::move(config));
        m_shop->at(m_backend->port());
    }
    [[nodiscard]] crypto::EcVerifier answerVerifier() const {
        return crypto::EcVerifier::create(m_installation.answer.publicKey()).value();
    }

    std::optional<ShopDesk> m_shop;
};

}  // namespace tappay::test
