#include "backend/confirm/confirm_test.h"

// From the signature to the money: docs/protocol.md, "Confirmations".
namespace tappay::test {
namespace {

class ConfirmedPaymentTest : public ConfirmTest {
protected:
    void SetUp() override {
        ConfirmTest::SetUp();
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
        m_phone = pair(machine());
        registerDevice(machine(), m_phone, m_device);
        m_order = order("A-1");
        m_confirmation = intend(machine(), intentFor(machine(), m_order)).value();
    }
    const Newcomer& machine() { return *m_machine; }
    std::string signAndWait() {
        EXPECT_TRUE(sign(m_phone, m_confirmation, m_device));
        return said(ended(machine(), m_confirmation.key));
    }
    // Those that move money.
    std::vector<iso8583::Message> purchases() {
        auto all = m_network.received("0200");
        std::erase_if(all, [](const auto& message) { return message.text(3) != "000000"; });
        return all;
    }
    std::size_t webhooks() {
        return static_cast<std::size_t>(
            m_shop->get("/v1/events").body.value("events").toArray().size());
    }
    void stop() { m_backend.reset(); }
    void TearDown() override {
        if (HasFailure()) std::fputs(m_lines.c_str(), stderr);
    }

    std::optional<Newcomer> m_machine;
    PlayedPhone m_phone;
    PlayedDevice m_device;
    std::string m_order;
    protocol::Confirmation m_confirmation;
};

TEST_F(ConfirmedPaymentTest, TheBoundCardPaysTheOrder) {
    EXPECT_EQ(signAndWait(), "paid");
    EXPECT_EQ(state(m_order), "paid");
    EXPECT_EQ(webhooks(), 1U);
    ASSERT_EQ(purchases().size(), 1U);
    const auto sent = purchases()[0];
    EXPECT_EQ(sent.text(2), kPan);
    EXPECT_EQ(sent.text(22), "012");
    EXPECT_EQ(sent.text(42), ShopDesk::kMerchantId);
    for (const int field : {35, 52, 55})
        EXPECT_FALSE(sent.has(field)) << field;
    const auto shown = askConfirmation(machine(), m_confirmation.key).value();
    const auto verifier = crypto::EcVerifier::create(answerKey()).value();
    const auto payment = protocol::openAnswer(shown.payment, verifier).value();
    EXPECT_EQ(payment.state, PaymentState::Approved);
    EXPECT_EQ(payment.key, m_confirmation.key);
    EXPECT_EQ(poll(m_phone)->events.size(), 1U);
    EXPECT_EQ(show(machine())->account.notices[0].what, "payment");
}

TEST_F(ConfirmedPaymentTest, AnRsaDeviceSignsAsWell) {
    PlayedDevice rsa(PlayedDevice::Kind::Rsa);
    registerDevice(machine(), m_phone, rsa);
    EXPECT_EQ(said(sign(m_phone, m_confirmation, rsa)), "signed");
    EXPECT_EQ(said(ended(machine(), m_confirmation.key)), "paid");
}

TEST_F(ConfirmedPaymentTest, ADeclineIsToldAndGivesTheOrderBack) {
    m_network.setScript(NetworkPeer::answering("51"));
    EXPECT_EQ(signAndWait(), "failed declined");
    EXPECT_EQ(state(m_order), "open");
    EXPECT_EQ(webhooks(), 0U);
}

TEST_F(ConfirmedPaymentTest, WithoutAnAnswerItIsUndone) {
    m_network.setScript([](const iso8583::Message& request) -> std::vector<Bytes> {
        if (request.mti == "0200") return {};
        return {NetworkPeer::frame(NetworkPeer::replyTo(request, "00"))};
    });
    EXPECT_EQ(signAndWait(), "failed undone");
    EXPECT_TRUE(m_network.waitFor("0400", 1));
    EXPECT_EQ(state(m_order), "open");
}

TEST_F(ConfirmedPaymentTest, AnOrderThatIsPaidMeanwhileIsNotPaidAgain) {
    const auto asked = paymentOf(machine(), m_order);
    ASSERT_EQ(said(send(machine(), asked)), "approved");
    ASSERT_EQ(PayingTest::said(capture(machine(), asked.key)), "approved");
    EXPECT_EQ(signAndWait(), "failed not_payable");
    EXPECT_EQ(purchases().size(), 1U);
    EXPECT_EQ(webhooks(), 1U);
}

TEST_F(ConfirmedPaymentTest, ACardThatIsUnboundMeanwhilePaysNothing) {
    const auto card = show(machine()).value().account.cards[0].id;
    unbind(machine(), card).value();
    EXPECT_EQ(signAndWait(), "failed not_payable");
    EXPECT_EQ(codeOf(intend(machine(),
                            [&] {
                                protocol::ConfirmationIntent intent{
                                    kTerminal, Questions::newKey(),
                                    protocol::ConfirmationWish::Order, machine().now()};
                                intent.order = m_order;
                                intent.card = card;
                                return intent;
                            }())),
              FailureCode::NotFound);
    EXPECT_TRUE(purchases().empty());
}

TEST_F(ConfirmedPaymentTest, AKeyOfAPaymentIsNoKeyOfAConfirmation) {
    auto asked = paymentOf(machine(), order("A-2"));
    asked.key = m_confirmation.key;
    ASSERT_EQ(said(send(machine(), asked)), "approved");
    EXPECT_EQ(signAndWait(), "failed not_payable") << "the card's own payment has the key";
    EXPECT_EQ(state(m_order), "open");
    auto intent = intentFor(machine(), m_order);
    const auto other = paymentOf(machine(), order("A-3"));
    ASSERT_EQ(said(send(machine(), other)), "approved");
    intent.key = other.key;
    EXPECT_EQ(codeOf(intend(machine(), intent)), FailureCode::KeyReused);
}

TEST_F(ConfirmedPaymentTest, ARestartLosesNothingOnTheWay) {
    const Kind steps[] = {Kind::Opened, Kind::WaitingForDevice};
    EXPECT_EQ(poll(m_phone)->events.size(), 1U);
    for (const auto kind : steps) {
        restart(confirmConfig());
        m_shop->at(m_backend->port());
        EXPECT_FALSE(poll(m_phone)->events.empty()) << "it goes on from its cursor";
        EXPECT_TRUE(step(m_phone, m_confirmation.id, kind));
    }
    restart(confirmConfig());
    m_shop->at(m_backend->port());
    EXPECT_EQ(said(askConfirmation(machine(), m_confirmation.key)), "waiting_for_device");
    EXPECT_EQ(signAndWait(), "paid");
    restart(confirmConfig());
    m_shop->at(m_backend->port());
    EXPECT_EQ(said(askConfirmation(machine(), m_confirmation.key)), "paid");
    EXPECT_EQ(purchases().size(), 1U);
    EXPECT_EQ(state(m_order), "paid");
}

TEST_F(ConfirmedPaymentTest, WhatExpiresWhileTheBackEndIsAwayHasExpired) {
    stop();
    m_time.advance(std::chrono::minutes(3));
    open(confirmConfig());
    EXPECT_EQ(said(ended(machine(), m_confirmation.key)), "expired not_delivered");
}

// Cut between the signature and the payment, which are on record one after the other.
TEST_F(ConfirmedPaymentTest, WhatWasSignedIsPaidAfterARestart) {
    stop();
    {
        auto database = store::Database::open(m_installation.config().database).value();
        ASSERT_TRUE(database.execute("UPDATE confirmations SET state = 5"));
    }
    open(confirmConfig());
    EXPECT_EQ(said(ended(machine(), m_confirmation.key)), "paid");
    EXPECT_EQ(state(m_order), "paid");
    EXPECT_EQ(purchases().size(), 1U);
}

// Cut between the payment and the word of it; the card is gone meanwhile.
TEST_F(ConfirmedPaymentTest, WhatWasPaidIsSaidToBePaidAfterARestart) {
    EXPECT_EQ(signAndWait(), "paid");
    unbind(machine(), show(machine()).value().account.cards[0].id).value();
    stop();
    {
        auto database = store::Database::open(m_installation.config().database).value();
        ASSERT_TRUE(database.execute("UPDATE confirmations SET state = 5"));
    }
    open(confirmConfig());
    EXPECT_EQ(said(ended(machine(), m_confirmation.key)), "paid");
    EXPECT_EQ(purchases().size(), 1U);
    EXPECT_EQ(webhooks(), 1U);
}

TEST_F(ConfirmedPaymentTest, WhatWasSentWhenTheBackEndDiedIsUndoneAndNotPaidTwice) {
    m_network.setScript([](const auto&) { return std::vector<Bytes>{}; });
    EXPECT_EQ(said(sign(m_phone, m_confirmation, m_device)), "signed");
    ASSERT_TRUE(m_network.waitFor("0200", 2)) << "the card's proof, and the payment";
    stop();
    m_network.setScript(NetworkPeer::answering("00"));
    open(confirmConfig());
    EXPECT_EQ(said(ended(machine(), m_confirmation.key)), "failed undone");
    EXPECT_TRUE(m_network.waitFor("0400", 1));
    EXPECT_EQ(purchases().size(), 1U);
    EXPECT_EQ(state(m_order), "open");
}

}  // namespace
}  // namespace tappay::test
