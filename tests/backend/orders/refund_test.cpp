#include "backend/orders/paying_test.h"
#include "store/database.h"

namespace tappay::test {
namespace {

using iso8583::Message;

// Answers refunds with this code, silence for none, and everything else with 00.
NetworkPeer::Script refundsWith(const std::string& code) {
    return [code](const Message& request) {
        if (request.mti == "0220" && code.empty()) return std::vector<Bytes>();
        const auto answer = request.mti == "0220" ? code : "00";
        return std::vector<Bytes>{NetworkPeer::frame(NetworkPeer::replyTo(request, answer))};
    };
}

class RefundTest : public PayingTest {
protected:
    void SetUp() override {
        PayingTest::SetUp();
        m_machine.emplace(paying("chip"));
        m_order = paid("A-1");
    }
    // A paid order.
    std::string paid(const std::string& reference) {
        const auto id = order(reference);
        const auto asked = paymentOf(*m_machine, id);
        EXPECT_EQ(said(send(*m_machine, asked)), "approved");
        EXPECT_EQ(said(capture(*m_machine, asked.key)), "approved");
        return id;
    }
    ShopDesk::Answer refund(const std::string& reference, const QJsonValue& amount) {
        return PayingTest::refund(m_order, reference, amount);
    }
    QJsonArray refunds() { return PayingTest::refunds(m_order); }
    std::string settled() { return settledRefund(m_order); }
    std::string refunded() { return m_shop->get("/v1/orders/" + m_order).text("refunded"); }
    QJsonArray events() { return m_shop->get("/v1/events").body["events"].toArray(); }
    static std::vector<std::string> types(const QJsonArray& events) {
        std::vector<std::string> all;
        for (const auto& event : events)
            all.push_back(event.toObject()["type"].toString().toStdString());
        return all;
    }

    std::optional<Newcomer> m_machine;
    std::string m_order;
};

TEST_F(RefundTest, APartGoesBackToTheCard) {
    const auto made = refund("R-1", "2.34");
    ASSERT_EQ(made.status, 200) << made.failure() << m_lines;
    EXPECT_EQ(made.text("state"), "pending");
    EXPECT_EQ(made.text("amount"), "2.34");
    EXPECT_EQ(settled(), "done");
    EXPECT_EQ(refunded(), "2.34");
    EXPECT_EQ(state(m_order), "paid");
    EXPECT_EQ(types(events()), (std::vector<std::string>{"order.paid", "order.refunded"}));
    EXPECT_EQ(events()[1].toObject()["refund"], refunds()[0]);

    const auto sent = m_network.received("0220").at(0);
    const std::map<int, std::string> texts = {{2, Questions::kPan}, {3, "200000"},
                                              {4, "000000000234"},  {11, "000002"},
                                              {14, "3012"},         {22, "052"},
                                              {23, "001"},          {25, "00"},
                                              {37, "832615000001"}, {38, "203817"},
                                              {41, kTerminal},      {42, ShopDesk::kMerchantId},
                                              {49, "156"},          {60, "2500000100060"},
                                              {61, "000001000001"}};
    for (const auto& [field, text] : texts)
        EXPECT_EQ(sent.text(field), text) << field;
    EXPECT_EQ(sent.fields().size(), texts.size() + 1) << "64 and nothing else";
}

TEST_F(RefundTest, TheReferenceMakesItOne) {
    const auto first = refund("R-1", "2.34");
    EXPECT_EQ(settled(), "done");
    EXPECT_EQ(refund("R-1", "2.34").text("id"), first.text("id"));
    EXPECT_EQ(refund("R-1", "2.35").failure(), "request.key_reused");
    EXPECT_EQ(refunds().size(), 1);
    EXPECT_EQ(m_network.received("0220").size(), 1U);
    const auto other = paid("A-2");
    m_order = other;
    EXPECT_EQ(refund("R-1", "2.35").status, 200) << "it is the order's own";
}

TEST_F(RefundTest, NeverMoreThanWasPaid) {
    m_network.setScript(refundsWith(""));
    EXPECT_EQ(refund("R-1", "10.00").status, 200) << "on its way counts";
    EXPECT_EQ(refund("R-2", "2.35").failure(), "input.amount");
    EXPECT_EQ(refund("R-2", "2.34").status, 200);
    EXPECT_EQ(refund("R-3", "0.01").failure(), "input.amount");
    EXPECT_EQ(refunded(), "0.00") << "not there yet";
    EXPECT_EQ(refunds().size(), 2);
}

TEST_F(RefundTest, WhatTheNetworkRefusesIsFreeAgain) {
    m_network.setScript(refundsWith("25"));
    EXPECT_EQ(refund("R-1", "12.34").status, 200);
    EXPECT_EQ(settled(), "refused");
    EXPECT_EQ(refunds()[0].toObject()["responseCode"], "25");
    EXPECT_EQ(refunded(), "0.00");
    const auto told = events();
    ASSERT_EQ(types(told), (std::vector<std::string>{"order.paid", "order.refund_refused"}));
    EXPECT_EQ(told[1].toObject()["refund"], refunds()[0]) << "which one, and why";
    EXPECT_EQ(told[1].toObject()["order"], m_shop->get("/v1/orders/" + m_order).body);
    EXPECT_FALSE(told[0].toObject().contains("refund"));
    m_network.setScript(refundsWith("00"));
    EXPECT_EQ(refund("R-2", "12.34").status, 200);
    EXPECT_EQ(settled(), "done");
    EXPECT_EQ(refunded(), "12.34");
}

TEST_F(RefundTest, ItIsToldUnderOneNumberUntilItIsAnswered) {
    for (const std::string later : {"", "96", "A0"}) {
        m_network.setScript(refundsWith(later));
        const auto before = m_network.received("0220").size();
        if (refunds().isEmpty()) refund("R-1", "2.34");
        ASSERT_TRUE(m_network.waitFor("0220", before + 2)) << later;
    }
    // It had been booked, and only the answer was lost.
    m_network.setScript(refundsWith("94"));
    EXPECT_EQ(settled(), "done");
    for (const auto& sent : m_network.received("0220"))
        EXPECT_EQ(sent.text(11), "000002");
    EXPECT_TRUE(m_network.received("0400").empty()) << "never reversed";
    EXPECT_EQ(refunded(), "2.34");
}

TEST_F(RefundTest, ARestartGoesOnWithIt) {
    m_network.setScript(refundsWith(""));
    refund("R-1", "2.34");
    ASSERT_TRUE(m_network.waitFor("0220", 1));
    m_backend.reset();
    m_network.setScript(refundsWith("94"));
    open(config());
    EXPECT_EQ(settled(), "done") << "94: it arrived before";
    EXPECT_EQ(m_network.received("0220").back().text(11), "000002");
    EXPECT_EQ(refunded(), "2.34");
}

TEST_F(RefundTest, WhatCannotBeRefunded) {
    for (const auto& amount : {QJsonValue("0.00"), QJsonValue("-1.00"), QJsonValue("1.001"),
                               QJsonValue("12.35"), QJsonValue("99999999999999999999")})
        EXPECT_EQ(refund("R-1", amount).failure(), "input.amount");
    for (const auto& amount : {QJsonValue(1), QJsonValue(QJsonValue::Null)})
        EXPECT_EQ(refund("R-1", amount).failure(), "input.malformed");
    EXPECT_EQ(refund("", "1.00").failure(), "input.malformed");
    EXPECT_EQ(refund("R\u202E1", "1.00").failure(), "input.malformed");
    EXPECT_EQ(m_shop->postText("/v1/orders/" + m_order + "/refunds", "{").status, 400);
    EXPECT_EQ(m_shop
                  ->post("/v1/orders/" + m_order + "/refunds",
                         {{"reference", "R-1"}, {"amount", "1.00"}, {"reason", "x"}})
                  .status,
              400);
    m_order = order("A-2");
    EXPECT_EQ(refund("R-1", "1.00").failure(), "undo.not_possible") << "not paid";
    m_order = Questions::newKey();
    EXPECT_EQ(refund("R-1", "1.00").failure(), "not_found");
    EXPECT_TRUE(m_network.received("0220").empty());
}

TEST_F(RefundTest, AfterSevenDaysTheCardIsNotKept) {
    m_network.setScript(refundsWith(""));
    ASSERT_EQ(refund("R-1", "1.00").status, 200);
    ASSERT_TRUE(m_network.waitFor("0220", 1));
    m_backend.reset();
    m_time.advance(std::chrono::hours(7 * 24 + 1));
    open(config());
    EXPECT_EQ(refund("R-2", "1.00").failure(), "undo.not_possible");
    m_network.setScript(refundsWith("00"));
    EXPECT_EQ(settled(), "done") << "what is on its way is told to its end";
    auto database = store::Database::open(config().database);
    auto row = database->prepare(
        "SELECT COUNT(*) FROM payments, refunds WHERE reversal_card IS NOT NULL OR card IS NOT "
        "NULL");
    ASSERT_TRUE(*row->step());
    EXPECT_EQ(row->integer(0), 0) << "no card is left";
}

}  // namespace
}  // namespace tappay::test
