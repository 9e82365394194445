#include <future>

#include "backend/orders/paying_test.h"

// What happens to orders and their payments by time and across restarts.
namespace tappay::test {
namespace {

using iso8583::Message;

class OrderTimeTest : public PayingTest {
protected:
    // The state of the page once it isn't this one any more.
    std::string stateAfter(const std::string& order, const std::string& state) {
        return m_shop->page(order, "?wait=25&state=" + state).text("state");
    }
    backend::Config hasty() const {
        auto config = this->config();
        config.orders->captureWithin = std::chrono::milliseconds(300);
        config.orders->shortestLife = std::chrono::seconds(0);
        return config;
    }
};

TEST_F(OrderTimeTest, WhatIsNotCapturedIsUndone) {
    open(hasty());
    const auto machine = paying("chip");
    const auto id = order();
    const auto asked = paymentOf(machine, id);
    ASSERT_EQ(said(send(machine, asked)), "approved");
    EXPECT_EQ(stateAfter(id, "paying"), "open");
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    EXPECT_EQ(m_network.received("0400").at(0).text(39), "06");
    EXPECT_EQ(said(takeBack(machine, asked.key)), "undone");
    EXPECT_EQ(said(capture(machine, asked.key)), "undone");
}

TEST_F(OrderTimeTest, WhatIsNotCapturedIsUndoneAfterARestart) {
    const auto machine = paying("chip");
    const auto id = order(), captured = order("A-2");
    const auto asked = paymentOf(machine, id), other = paymentOf(machine, captured);
    ASSERT_EQ(said(send(machine, asked)), "approved");
    ASSERT_EQ(said(send(machine, other)), "approved");
    open(config());
    EXPECT_EQ(state(id), "paying") << "its time is not over";
    EXPECT_EQ(said(capture(machine, other.key)), "approved");
    open(hasty());
    EXPECT_EQ(stateAfter(id, "paying"), "open");
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    EXPECT_EQ(said(takeBack(machine, asked.key)), "undone");
    EXPECT_EQ(state(captured), "paid");
    EXPECT_EQ(m_network.received("0400").size(), 1U);
}

TEST_F(OrderTimeTest, ARestartBetweenClaimAndReplyGivesTheOrderBack) {
    m_network.setScript([](const Message&) { return std::vector<Bytes>(); });
    const auto machine = paying("chip");
    const auto id = order();
    const auto asked = paymentOf(machine, id);
    const auto body = seal(machine, asked);
    auto running = std::async(std::launch::async, [&] { return postAuthorisation(body); });
    ASSERT_TRUE(m_network.waitFor("0200", 1));
    // What a killed back end leaves behind: the file as it is now, its answer never written.
    for (const auto* name : {"backend.db", "backend.db-wal"})
        std::filesystem::copy_file(m_installation.file(name),
                                   m_installation.file(std::string("killed-") + name));
    running.get();
    m_backend.reset();
    std::filesystem::remove(m_installation.file("backend.db-shm"));
    for (const auto* name : {"backend.db", "backend.db-wal"})
        std::filesystem::rename(m_installation.file(std::string("killed-") + name),
                                m_installation.file(name));
    m_network.setScript(NetworkPeer::answering("00"));
    open(config());
    EXPECT_EQ(state(id), "open");
    EXPECT_EQ(said(takeBack(machine, asked.key)), "undone");
    const auto again = paymentOf(machine, id);
    EXPECT_EQ(said(send(machine, again)), "approved");
    EXPECT_EQ(said(capture(machine, again.key)), "approved");
    EXPECT_EQ(state(id), "paid");
}

TEST_F(OrderTimeTest, AnOrderExpiresByItself) {
    open(hasty());
    auto draft = ShopDesk::draft("A-1");
    draft["expiresIn"] = 1;
    const auto id = m_shop->post("/v1/orders", draft).text("id");
    EXPECT_EQ(stateAfter(id, "open"), "expired");
}

TEST_F(OrderTimeTest, WhatExpiredWhileNobodyWasThereIsSeenAtTheStart) {
    const auto id = order();
    m_backend.reset();
    m_time.advance(std::chrono::seconds(901));
    open(config());
    EXPECT_EQ(stateAfter(id, "open"), "expired");
}

}  // namespace
}  // namespace tappay::test
