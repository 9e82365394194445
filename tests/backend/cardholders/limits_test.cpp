#include "backend/cardholders/cardholders_test.h"

// What payments of orders with an account's cards may cost.
namespace tappay::test {
namespace {

class LimitsTest : public CardholdersTest {
protected:
    // Pays a new order of this amount.
    std::string pays(const Newcomer& terminal, const std::string& amount) {
        m_asked = paymentOf(terminal, order("R-" + std::to_string(++m_orders), amount), amount);
        return said(send(terminal, m_asked));
    }
    std::vector<std::string> refusals(const Newcomer& terminal) {
        std::vector<std::string> details;
        for (const auto& notice : show(terminal)->account.notices)
            if (notice.what == "refused_limit") details.push_back(notice.detail);
        return details;
    }

    protocol::AuthorisationRequest m_asked;
    int m_orders = 0;
};

TEST_F(LimitsTest, APaymentMayCostItsLimitAndNoMore) {
    const auto machine = paying("chip");
    ASSERT_TRUE(add(machine));
    ASSERT_TRUE(limits(machine, "10.00", ""));
    EXPECT_EQ(pays(machine, "10.01"), "limit.exceeded");
    EXPECT_EQ(m_status, 409);
    EXPECT_EQ(m_network.received("0200").size(), 1U) << "the proof's alone: nothing was run";
    EXPECT_EQ(state(m_asked.order), "open") << "to be paid with another card";
    EXPECT_EQ(pays(machine, "10.00"), "approved");
    EXPECT_EQ(refusals(machine), (std::vector<std::string>{"10.01 CNY " + std::string(kMasked)}));
    ASSERT_TRUE(limits(machine, "0.00", ""));
    EXPECT_EQ(pays(machine, "0.01"), "limit.exceeded");
    ASSERT_TRUE(limits(machine, "", ""));
    EXPECT_EQ(pays(machine, "5000.00"), "approved");
}

TEST_F(LimitsTest, TheSameRefusedAgainIsToldOnce) {
    const auto machine = paying("chip");
    ASSERT_TRUE(add(machine));
    ASSERT_TRUE(limits(machine, "10.00", ""));
    EXPECT_EQ(pays(machine, "10.01"), "limit.exceeded");
    EXPECT_EQ(said(send(machine, m_asked)), "limit.exceeded");
    EXPECT_EQ(refusals(machine).size(), 1U);
    EXPECT_EQ(pays(machine, "10.01"), "limit.exceeded");
    EXPECT_EQ(refusals(machine).size(), 2U);
}

TEST_F(LimitsTest, ADayIsTheLast24HoursOfAllItsCardsAndComputers) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    ASSERT_TRUE(add(machine));
    ASSERT_TRUE(add(machine, kOtherPan));
    ASSERT_TRUE(limits(machine, "", "20.00"));
    EXPECT_EQ(pays(machine, "12.00"), "approved");
    EXPECT_EQ(pays(other, "8.01"), "limit.exceeded") << "at another computer";
    EXPECT_EQ(pays(other, "8.00"), "approved");
    EXPECT_EQ(pays(machine, "0.01"), "limit.exceeded");
    m_time.advance(std::chrono::hours(23));
    openSession(machine);
    EXPECT_EQ(pays(machine, "0.01"), "limit.exceeded");
    m_time.advance(std::chrono::hours(1));
    openSession(machine);
    EXPECT_EQ(pays(machine, "20.00"), "approved");
}

TEST_F(LimitsTest, WhatWasDeclinedOrUndoneCostNothing) {
    const auto machine = paying("chip");
    ASSERT_TRUE(add(machine));
    ASSERT_TRUE(limits(machine, "", "10.00"));
    m_network.setScript([](const iso8583::Message& request) {
        return std::vector<Bytes>{
            NetworkPeer::frame(NetworkPeer::replyTo(request, request.mti == "0200" ? "51" : "00"))};
    });
    EXPECT_EQ(pays(machine, "10.00"), "declined");
    m_network.setScript(NetworkPeer::answering("00"));
    EXPECT_EQ(pays(machine, "10.00"), "approved");
    const auto paid = m_asked.key;
    EXPECT_EQ(pays(machine, "0.01"), "limit.exceeded");
    EXPECT_EQ(said(takeBack(machine, paid)), "undone");
    EXPECT_EQ(pays(machine, "10.00"), "approved");
}

TEST_F(LimitsTest, OnlyWebPaymentsWithItsCardsAreLimited) {
    const auto machine = paying("chip");
    ASSERT_TRUE(add(machine, kOtherPan));
    ASSERT_TRUE(limits(machine, "0.00", ""));
    EXPECT_EQ(pays(machine, "12.34"), "approved") << "with a card that nobody has bound";
    ASSERT_TRUE(add(machine));
    EXPECT_EQ(pays(machine, "12.34"), "limit.exceeded");
    EXPECT_EQ(said(pay(machine)), "approved") << "a sale";
    const auto cards = show(machine)->account.cards;
    ASSERT_TRUE(unbind(machine, cards[1].id));
    EXPECT_EQ(pays(machine, "12.34"), "approved") << "it is the account's no more";
}

TEST_F(LimitsTest, ADeletedAccountHasNone) {
    const auto machine = paying("chip");
    ASSERT_TRUE(add(machine));
    ASSERT_TRUE(limits(machine, "0.00", "0.00"));
    ASSERT_TRUE(forget(machine));
    EXPECT_EQ(pays(machine, "12.34"), "approved");
}

}  // namespace
}  // namespace tappay::test
