#include <future>

#include "backend/orders/shop_test.h"

namespace tappay::test {
namespace {

TEST_F(ShopTest, ThePageNeedsNoKeyAndTellsNoMore) {
    const auto made = m_shop->create("A-1");
    const auto page = m_shop->page(made.text("id"));
    ASSERT_EQ(page.status, 200);
    EXPECT_EQ(page.body, (QJsonObject{{"state", "open"},
                                      {"signed", made.body["signed"]},
                                      {"shop", "Tea House"},
                                      {"returnUrl", QJsonValue::Null}}));
    const auto reply = exchange("GET", "/v1/pages/" + made.text("id"));
    EXPECT_NE(reply->head.find("Access-Control-Allow-Origin: *"), std::string::npos);
    const auto unknown = exchange("GET", "/v1/pages/" + Questions::newKey());
    EXPECT_EQ(unknown->status, 404);
    EXPECT_NE(unknown->head.find("Access-Control-Allow-Origin: *"), std::string::npos);
}

TEST_F(ShopTest, ThePageWaitsForAChange) {
    const auto id = m_shop->create("A-1").text("id");
    EXPECT_EQ(m_shop->page(id, "?wait=25&state=paying").text("state"), "open") << "differs already";
    auto waiting = std::async(std::launch::async, [this, id] {
        auto shop = *m_shop;
        return shop.page(id, "?wait=25&state=open").text("state");
    });
    EXPECT_EQ(waiting.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
    const auto before = std::chrono::steady_clock::now();
    m_shop->post("/v1/orders/" + id + "/expire");
    EXPECT_EQ(waiting.get(), "expired");
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
}

TEST_F(ShopTest, NothingChangesUntilTheWaitIsOver) {
    const auto id = m_shop->create("A-1").text("id");
    EXPECT_EQ(m_shop->page(id, "?wait=1&state=open").text("state"), "open");
}

TEST_F(ShopTest, WaitingPagesDoNotHoldUpTheEnd) {
    const auto id = m_shop->create("A-1").text("id");
    HttpsClient page(m_backend->port());
    ASSERT_TRUE(page.handshake());
    ASSERT_TRUE(page.send("GET /v1/pages/" + id +
                          "?wait=25&state=open HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    // Its question is read once the next one on another connection is answered.
    EXPECT_EQ(m_shop->page(id).status, 200);
    const auto before = std::chrono::steady_clock::now();
    m_backend->drain();
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(4));
}

TEST_F(ShopTest, WaitsThatAreNone) {
    const auto id = m_shop->create("A-1").text("id");
    for (const auto* query : {"?wait=26", "?wait=-1", "?wait=x", "?wiat=1"})
        EXPECT_EQ(m_shop->page(id, query).status, 400) << query;
    EXPECT_EQ(exchange("POST", "/v1/pages/" + id)->status, 405);
}

}  // namespace
}  // namespace tappay::test
