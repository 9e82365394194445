#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include "backend/orders/shop_server.h"
#include "backend/orders/shop_test.h"
#include "backend/orders/webhooks.h"
#include "crypto/mac.h"

namespace tappay::test {
namespace {

using Post = ShopServer::Post;

QJsonObject contents(const Post& post) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(post.body)).object();
}

class WebhookTest : public ShopTest {
protected:
    void SetUp() override { openWith(hasty()); }

    // Pauses short enough for a test; the shops' servers are certified as the back end's is.
    [[nodiscard]] backend::Config hasty() const {
        auto config = this->config();
        auto& orders = *config.orders;
        orders.webhookAuthorities = m_installation.file("ca.pem");
        orders.webhookTimeout = std::chrono::milliseconds(500);
        orders.firstWebhookPause = std::chrono::milliseconds(20);
        orders.longestWebhookPause = std::chrono::milliseconds(100);
        return config;
    }
    void openWith(backend::Config config) {
        if (!m_shop)
            m_shop.emplace(config, ShopDesk::kMerchantId,
                           std::vector<std::string>{"--webhook", m_server.url("/hook?shop=1")});
        m_backend.reset();
        start(std::move(config));
        m_shop->at(m_backend->port());
    }
    // The only event that needs no payment.
    std::string expire(const std::string& reference) {
        const auto id = m_shop->create(reference).text("id");
        m_shop->post("/v1/orders/" + id + "/expire");
        return id;
    }
    QJsonArray events(const std::string& query = {}) {
        return m_shop->get("/v1/events" + query).body["events"].toArray();
    }
    // Once nothing is to be sent any more; each look is an answer of the back end.
    QJsonArray settledEvents() {
        for (;;) {
            const auto list = events();
            bool settled = true;
            for (const auto& event : list)
                settled = settled && event.toObject()["due"].isNull();
            if (settled) return list;
        }
    }
    std::string file(const char* name) { return m_installation.file(name).string(); }

    ShopServer m_server{file("tls.pem"), file("tls.key")};
};

TEST_F(WebhookTest, TheShopIsToldAndCanVerifyIt) {
    const auto id = expire("A-1");
    ASSERT_TRUE(m_server.waitFor(1)) << m_lines;
    const auto post = m_server.posts().at(0);
    EXPECT_EQ(post.target, "/hook?shop=1");
    EXPECT_EQ(post.headers.at("Content-Type"), "application/json");
    const auto told = contents(post);
    EXPECT_EQ(told["type"], "order.expired");
    EXPECT_EQ(told["order"].toObject(), m_shop->get("/v1/orders/" + id).body);
    EXPECT_EQ(post.headers.at("TapPay-Event"), told["id"].toString().toStdString());

    const auto signature = post.headers.at("TapPay-Signature");
    const auto comma = signature.find(',');
    const auto time = signature.substr(2, comma - 2);
    EXPECT_LE(std::abs(std::stoll(time) - std::time(nullptr)), 60);
    const auto mac =
        crypto::hmacSha256(asBytes(m_shop->webhookSecret()), asBytes(time + "." + post.body));
    EXPECT_EQ(fromHex(signature.substr(comma + 4)), *mac);
    EXPECT_EQ(signature.substr(comma, 4), ",v1=");
    const auto list = settledEvents();
    ASSERT_EQ(list.size(), 1);
    EXPECT_FALSE(list[0].toObject()["delivered"].isNull());
    EXPECT_EQ(list[0].toObject()["attempts"], 1);
}

TEST(WebhookSignature, IsAsDocumented) {
    const SecretBytes secret(asBytes("whsec_test"));
    EXPECT_EQ(*backend::webhookSignature(secret, 1'800'000'000, R"({"id":"1"})"),
              "t=1800000000,v1="
              "15d2177989c694fad512568783fd1e0c20e1c480f7ab63182bf13486b475c540");
}

TEST_F(WebhookTest, WhatIsNotTakenIsSentAgainInOrder) {
    int turn = 0;
    m_server.setScript([&](const Post&) {
        constexpr int kAnswers[] = {500, 0, -1, 302, 404, 200, 200};
        return kAnswers[std::min(turn++, 6)];
    });
    const auto first = expire("A-1"), second = expire("A-2");
    ASSERT_TRUE(m_server.waitFor(7)) << m_lines;
    const auto posts = m_server.posts();
    for (std::size_t i = 0; i < 6; ++i)
        EXPECT_EQ(posts[i].body, posts[0].body) << "the same octets";
    EXPECT_EQ(contents(posts[0])["order"].toObject()["id"].toString().toStdString(), first);
    EXPECT_EQ(contents(posts[6])["order"].toObject()["id"].toString().toStdString(), second);
    EXPECT_EQ(settledEvents()[0].toObject()["attempts"], 6);
}

TEST_F(WebhookTest, AServerThatIsNotCertifiedHearsNothing) {
    const auto other = makeCertificates("localhost");
    m_installation.write("other.pem", other.authority);
    auto config = hasty();
    config.orders->webhookAuthorities = m_installation.file("other.pem");
    openWith(std::move(config));
    expire("A-1");
    ASSERT_TRUE(m_server.waitForConnections(2)) << "it is tried again";
    EXPECT_TRUE(m_server.posts().empty());
    openWith(hasty());
    ASSERT_TRUE(m_server.waitFor(1));
}

TEST_F(WebhookTest, AServerWithAnothersCertificateHearsNothing) {
    const auto wrong = makeCertificates("evil.example");
    m_installation.write("evil-ca.pem", wrong.authority);
    m_installation.write("evil.pem", wrong.certificate);
    m_installation.write("evil.key", wrong.key);
    ShopServer server(file("evil.pem"), file("evil.key"));
    operate(config(), {"shop", ShopDesk::kMerchantId, "Tea House", "https://tea.example",
                       "--webhook", server.url()});
    auto config = hasty();
    config.orders->webhookAuthorities = m_installation.file("evil-ca.pem");
    openWith(std::move(config));
    expire("A-1");
    ASSERT_TRUE(server.waitForConnections(2));
    EXPECT_TRUE(server.posts().empty());
}

TEST_F(WebhookTest, WhatWasNotSentIsSentAfterARestart) {
    m_server.setScript([](const Post&) { return 503; });
    const auto id = expire("A-1");
    ASSERT_TRUE(m_server.waitFor(1));
    m_backend.reset();
    m_server.setScript([](const Post&) { return 204; });
    const auto before = m_server.posts().size();
    openWith(hasty());
    ASSERT_TRUE(m_server.waitFor(before + 1));
    EXPECT_EQ(m_server.posts().back().body, m_server.posts().front().body);
    settledEvents();
    EXPECT_EQ(m_server.posts().size(), before + 1) << "once";
}

TEST_F(WebhookTest, ADeadShopDelaysNobody) {
    m_server.setScript([](const Post&) { return 0; });
    ShopServer other(file("tls.pem"), file("tls.key"));
    ShopDesk second(config(), "898310054110003", {"--webhook", other.url()});
    second.at(m_backend->port());
    for (int i = 0; i < 3; ++i)
        expire("A-" + std::to_string(i));
    ASSERT_TRUE(m_server.waitFor(1));
    for (int i = 0; i < 20; ++i) {
        const auto id = second.create("B-" + std::to_string(i)).text("id");
        second.post("/v1/orders/" + id + "/expire");
    }
    ASSERT_TRUE(other.waitFor(20));
    EXPECT_LE(m_server.posts().size(), 5U);
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_EQ(contents(other.posts()[i])["order"].toObject()["reference"].toString(),
                  QString("B-%1").arg(i));
}

TEST_F(WebhookTest, AfterItsTimeItIsGivenUpUntilTheShopAsks) {
    auto config = hasty();
    config.orders->webhookLife = std::chrono::hours(0);
    openWith(std::move(config));
    m_server.setScript([](const Post&) { return 500; });
    expire("A-1");
    ASSERT_TRUE(m_server.waitFor(1));
    const auto given = settledEvents()[0].toObject();
    EXPECT_TRUE(given["delivered"].isNull());
    EXPECT_EQ(m_server.posts().size(), 1U);
    m_server.setScript([](const Post&) { return 200; });
    const auto id = given["id"].toString().toStdString();
    EXPECT_EQ(m_shop->post("/v1/events/" + id + "/resend").status, 200);
    ASSERT_TRUE(m_server.waitFor(2));
    EXPECT_EQ(m_server.posts()[1].body, m_server.posts()[0].body);
    EXPECT_FALSE(settledEvents()[0].toObject()["delivered"].isNull());
}

TEST_F(WebhookTest, EventsAreListedAndSentOnceMore) {
    for (int i = 0; i < 5; ++i)
        expire("A-" + std::to_string(i));
    const auto all = settledEvents();
    ASSERT_EQ(all.size(), 5);
    const auto idOf = [&](int i) { return all[i].toObject()["id"].toString().toStdString(); };
    const auto page = events("?after=" + idOf(1) + "&limit=2");
    ASSERT_EQ(page.size(), 2);
    EXPECT_EQ(page[0], all[2]);
    EXPECT_EQ(page[1], all[3]);
    EXPECT_TRUE(events("?after=" + idOf(4)).isEmpty());
    EXPECT_EQ(m_shop->get("/v1/events?after=x").status, 404);
    EXPECT_EQ(m_shop->get("/v1/events?limit=101").status, 400);
    EXPECT_EQ(m_shop->post("/v1/events").status, 405);

    const auto before = m_server.posts().size();
    EXPECT_EQ(m_shop->post("/v1/events/" + idOf(2) + "/resend").status, 200);
    ASSERT_TRUE(m_server.waitFor(before + 1));
    EXPECT_EQ(contents(m_server.posts().back())["id"].toString().toStdString(), idOf(2));
    EXPECT_EQ(m_shop->post("/v1/events/" + Questions::newKey() + "/resend").status, 404);

    ShopDesk other(config(), "898310054110003");
    other.at(m_backend->port());
    EXPECT_EQ(other.post("/v1/events/" + idOf(2) + "/resend").status, 404);
    EXPECT_TRUE(other.get("/v1/events").body["events"].toArray().isEmpty());
    const auto own = other.create("B-1").text("id");
    other.post("/v1/orders/" + own + "/expire");
    const auto untold = other.get("/v1/events").body["events"].toArray().at(0).toObject();
    EXPECT_TRUE(untold["due"].isNull()) << "a shop without a webhook asks";
    EXPECT_EQ(other.post("/v1/events/" + untold["id"].toString().toStdString() + "/resend").status,
              400);
}

}  // namespace
}  // namespace tappay::test
