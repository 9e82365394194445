#include "backend/confirm/confirm_test.h"

// From a card of the account to somebody else's: docs/protocol.md, "Confirmations".
namespace tappay::test {
namespace {

class ConfirmedTransferTest : public ConfirmTest {
protected:
    static constexpr const char* kPayee = "6228480000000000038";

    void SetUp() override {
        ConfirmTest::SetUp();
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
        m_phone = pair(machine());
        registerDevice(machine(), m_phone, m_device);
    }
    [[nodiscard]] backend::Config transferring() const {
        auto config = confirmConfig();
        config.confirm->transferLimit = "1000.00";
        return config;
    }
    void openTransferring() { open(transferring()); }
    const Newcomer& machine() { return *m_machine; }

    protocol::ConfirmationIntent wish(const std::string& amount = "250.00",
                                      const std::string& payee = kPayee) {
        auto intent = intentFor(machine(), {});
        intent.wish = protocol::ConfirmationWish::Transfer;
        intent.payee = {payee, "Li Lei"};
        intent.purpose = "Rent";
        intent.amount = parseMoney(amount, currencyByAlpha("CNY").value()).value();
        return intent;
    }
    std::string signAndWait(const protocol::Confirmation& confirmation) {
        EXPECT_TRUE(sign(m_phone, confirmation, m_device));
        return said(ended(machine(), confirmation.key));
    }
    std::vector<iso8583::Message> transfers() {
        auto all = m_network.received("0200");
        std::erase_if(all, [](const auto& message) { return message.text(3) != "400000"; });
        return all;
    }
    static std::string payeeIn(const iso8583::Message& message) {
        return toText(message.binary(62));
    }

    std::optional<Newcomer> m_machine;
    PlayedPhone m_phone;
    PlayedDevice m_device;
};

TEST_F(ConfirmedTransferTest, GoesToWhomThePersonHasRead) {
    openTransferring();
    const auto confirmation = intend(machine(), wish()).value();
    const auto request = protocol::decodeConfirmationRequest(confirmation.request).value();
    EXPECT_EQ(request.kind, protocol::ConfirmationKind::Transfer);
    EXPECT_EQ(request.payerAccount, kMasked);
    EXPECT_EQ(request.payee, "Li Lei");
    EXPECT_EQ(request.payeeAccount, kPayee);
    EXPECT_EQ(request.order, "Rent");
    EXPECT_EQ(request.amount.minor, 250'00);
    EXPECT_TRUE(transfers().empty());
    EXPECT_EQ(signAndWait(confirmation), "paid");
    ASSERT_EQ(transfers().size(), 1U);
    const auto sent = transfers()[0];
    EXPECT_EQ(sent.text(2), kPan);
    EXPECT_EQ(sent.text(22), "012");
    EXPECT_EQ(sent.text(4), "000000025000");
    EXPECT_EQ(payeeIn(sent), kPayee);
    const auto shown = askConfirmation(machine(), confirmation.key).value();
    const auto verifier = crypto::EcVerifier::create(answerKey()).value();
    const auto payment = protocol::openAnswer(shown.payment, verifier).value();
    EXPECT_EQ(payment.state, PaymentState::Approved);
    EXPECT_EQ(payment.amount.minor, 250'00);
}

TEST_F(ConfirmedTransferTest, ThePolicySaysWhetherAndHowMuch) {
    EXPECT_EQ(codeOf(intend(machine(), wish())), FailureCode::PermissionDenied);
    openTransferring();
    EXPECT_EQ(codeOf(intend(machine(), wish("1000.01"))), FailureCode::PermissionDenied);
    EXPECT_EQ(said(intend(machine(), wish("1000.00"))), "sent");
    auto unknown = wish();
    unknown.card = Questions::newKey();
    EXPECT_EQ(codeOf(intend(machine(), unknown)), FailureCode::NotFound);
}

TEST_F(ConfirmedTransferTest, OtherContentsUnderAKeyAreRefused) {
    openTransferring();
    const auto asked = wish();
    const auto confirmation = intend(machine(), asked).value();
    EXPECT_EQ(intend(machine(), asked)->id, confirmation.id);
    auto other = asked;
    other.payee.account = "6228480000000000046";
    EXPECT_EQ(codeOf(intend(machine(), other)), FailureCode::KeyReused);
    other = asked;
    other.payee.name = "Li Lеi";  // with a Cyrillic letter
    EXPECT_EQ(codeOf(intend(machine(), other)), FailureCode::KeyReused);
}

TEST_F(ConfirmedTransferTest, WhatTheBankRefusesHasNotMoved) {
    openTransferring();
    m_network.setScript(NetworkPeer::answering("51"));
    EXPECT_EQ(signAndWait(intend(machine(), wish()).value()), "failed declined");
}

TEST_F(ConfirmedTransferTest, ToTheSameCardIsNone) {
    openTransferring();
    EXPECT_EQ(signAndWait(intend(machine(), wish("1.00", kPan)).value()), "failed not_payable");
    EXPECT_TRUE(transfers().empty());
}

TEST_F(ConfirmedTransferTest, WithoutAnAnswerItIsTakenBackFromThePayee) {
    openTransferring();
    m_network.setScript([](const iso8583::Message& request) -> std::vector<Bytes> {
        if (request.mti == "0200") return {};
        return {NetworkPeer::frame(NetworkPeer::replyTo(request, "00"))};
    });
    EXPECT_EQ(signAndWait(intend(machine(), wish()).value()), "failed undone");
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    const auto reversed = m_network.received("0400")[0];
    EXPECT_EQ(reversed.text(3), "400000");
    EXPECT_EQ(payeeIn(reversed), kPayee);
    EXPECT_EQ(reversed.text(11), transfers()[0].text(11));
}

TEST_F(ConfirmedTransferTest, IsMadeOnceWhateverIsCutWhen) {
    openTransferring();
    const auto confirmation = intend(machine(), wish()).value();
    EXPECT_EQ(signAndWait(confirmation), "paid");
    m_backend.reset();
    {
        auto database = store::Database::open(m_installation.config().database).value();
        ASSERT_TRUE(database.execute("UPDATE confirmations SET state = 5"));
    }
    openTransferring();
    EXPECT_EQ(said(ended(machine(), confirmation.key)), "paid");
    EXPECT_EQ(transfers().size(), 1U);
}

TEST_F(ConfirmedTransferTest, WhatWasSentWhenTheBackEndDiedIsTakenBack) {
    openTransferring();
    const auto confirmation = intend(machine(), wish()).value();
    m_network.setScript([](const auto&) { return std::vector<Bytes>{}; });
    EXPECT_EQ(said(sign(m_phone, confirmation, m_device)), "signed");
    ASSERT_TRUE(m_network.waitFor("0200", 2)) << "the card's proof, and the transfer";
    m_backend.reset();
    m_network.setScript(NetworkPeer::answering("00"));
    openTransferring();
    EXPECT_EQ(said(ended(machine(), confirmation.key)), "failed undone");
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    EXPECT_EQ(payeeIn(m_network.received("0400")[0]), kPayee);
    EXPECT_EQ(transfers().size(), 1U);
}

TEST_F(ConfirmedTransferTest, TheComputerCanNotTakeBackWhatThePayeeHas) {
    openTransferring();
    const auto confirmation = intend(machine(), wish()).value();
    EXPECT_EQ(signAndWait(confirmation), "paid");
    EXPECT_EQ(codeOf(takeBack(machine(), confirmation.key)), FailureCode::TooLate);
    EXPECT_TRUE(m_network.received("0400").empty());
}

TEST_F(ConfirmedTransferTest, TheCardholdersLimitsCountThem) {
    openTransferring();
    limits(machine(), "300.00", "600.00").value();
    EXPECT_EQ(signAndWait(intend(machine(), wish("300.01")).value()), "failed not_payable");
    EXPECT_EQ(signAndWait(intend(machine(), wish("300.00")).value()), "paid");
    EXPECT_EQ(signAndWait(intend(machine(), wish("290.00")).value()), "paid");
    EXPECT_EQ(signAndWait(intend(machine(), wish("10.01")).value()), "failed not_payable")
        << "over the limit of a day";
    EXPECT_EQ(transfers().size(), 2U);
    // Orders see what transfers took.
    const auto asked = paymentOf(machine(), order("A-1"));
    EXPECT_EQ(codeOf(send(machine(), asked)), FailureCode::LimitExceeded);
}

}  // namespace
}  // namespace tappay::test
