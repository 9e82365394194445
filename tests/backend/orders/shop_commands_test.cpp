#include "backend/operator_commands.h"
#include "backend/orders/shop_test.h"
#include "crypto/random.h"

namespace tappay::test {
namespace {

TEST_F(ShopTest, TheOperatorChangesAShopAndItsKeys) {
    EXPECT_EQ(m_shop->apiKey().rfind("tp_", 0), 0U);
    EXPECT_EQ(m_shop->webhookSecret().rfind("whsec_", 0), 0U);
    EXPECT_EQ(
        operate(config(), {"shop", ShopDesk::kMerchantId, "Tea & Co", "https://tea.example",
                           "https://tea.example:8443", "--webhook", "https://tea.example/hook"}),
        "")
        << "keys are shown once";
    EXPECT_NE(operate(config(), {"shops"})
                  .find("\t898310054110002\tTea & Co\thttps://tea.example "
                        "https://tea.example:8443\thttps://tea.example/hook\n"),
              std::string::npos);
    const auto made = m_shop->create("A-1");
    EXPECT_EQ(made.status, 200) << "the key is still good";
    EXPECT_EQ(m_shop->page(made.text("id")).text("shop"), "Tea & Co");

    const auto keys = operate(config(), {"shop-key", ShopDesk::kMerchantId});
    EXPECT_EQ(m_shop->create("A-2").status, 401) << "the old key is not good any more";
    const auto key = keys.substr(8, keys.find('\n') - 8);
    EXPECT_EQ(
        exchange("GET", "/v1/orders?reference=A-1", {}, "Authorization: Bearer " + key + "\r\n")
            ->status,
        200)
        << keys;
}

TEST_F(ShopTest, CommandsThatAreRefused) {
    const std::string merchant = ShopDesk::kMerchantId, tea = "https://tea.example";
    const std::vector<std::vector<std::string>> wrong{
        {"shop"},
        {"shop", merchant, "Tea"},
        {"shop", "123", "Tea", tea},
        {"shop", merchant, "", tea},
        {"shop", merchant, std::string(41, 'T'), tea},
        {"shop", merchant, "Tea\n", tea},
        {"shop", merchant, "Tea", "http://tea.example"},
        {"shop", merchant, "Tea", "https://tea.example/"},
        {"shop", merchant, "Tea", "https://TEA.example"},
        {"shop", merchant, "Tea", "https://*.example"},
        {"shop", merchant, "Tea", "--webhook", "https://tea.example/hook"},
        {"shop", merchant, "Tea", tea, "--webhook"},
        {"shop", merchant, "Tea", tea, "--webhook", "http://tea.example/hook"},
        {"shop", merchant, "Tea", tea, "--webhook", "https://me@tea.example/hook"},
        {"shop", merchant, "Tea", tea, "--webhook", "https://tea.example/hook", "more"},
        {"shop", merchant, "Tea", tea, tea + ":1", tea + ":2", tea + ":3", tea + ":4", tea + ":5",
         tea + ":6", tea + ":7"},
        {"shop-key"},
        {"shop-key", "898310054110009"},
        {"shops", "x"},
    };
    crypto::SystemRandom random;
    for (const auto& words : wrong) {
        const auto said = backend::runCommand(config(), words, "operator", m_clock, random);
        ASSERT_FALSE(said) << words.size() << words.back();
        EXPECT_EQ(said.error().code, words.back() == "898310054110009"
                                         ? FailureCode::NotFound
                                         : FailureCode::InputMalformed);
    }
    const auto off =
        backend::runCommand(m_installation.config(), {{"shops"}}, "operator", m_clock, random);
    EXPECT_EQ(off.error().code, FailureCode::NotConfigured);
}

}  // namespace
}  // namespace tappay::test
