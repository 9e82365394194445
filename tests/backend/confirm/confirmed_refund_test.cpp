#include "backend/confirm/confirm_test.h"

// What a shop gives back with a confirmation: docs/protocol.md, "Confirmations".
namespace tappay::test {
namespace {

class ConfirmedRefundTest : public ConfirmTest {
protected:
    void SetUp() override {
        ConfirmTest::SetUp();
        auto config = confirmConfig();
        config.confirm->refundFrom = "10.00";
        open(std::move(config));
        m_machine.emplace(paying("chip"));
        // The shop of the merchant whose terminal it is.
        m_shop.emplace(confirmConfig(), Installation::kMerchantId);
        m_shop->at(m_backend->port());
        m_phone = pair(machine(), HolderKind::Shop);
        m_device.id = offerDevice(m_phone, m_device).value().device.id;
        devices(machine(), protocol::DeviceWish::Accept, m_device.id, HolderKind::Shop).value();
        m_order = order("A-1");
        auto asked = paymentOf(machine(), m_order);
        asked.merchantId = Installation::kMerchantId;
        send(machine(), asked).value();
        capture(machine(), asked.key).value();
    }
    const Newcomer& machine() { return *m_machine; }
    protocol::ConfirmationIntent refund(const std::string& amount) {
        protocol::ConfirmationIntent intent{machine().enrolled.terminalId, Questions::newKey(),
                                            protocol::ConfirmationWish::Refund, machine().now()};
        intent.order = m_order;
        intent.amount = parseMoney(amount, currencyByAlpha("CNY").value()).value();
        return intent;
    }
    ShopDesk::Answer byServer(const std::string& reference, const char* amount) {
        return m_shop->post("/v1/orders/" + m_order + "/refunds",
                            {{"reference", QString::fromStdString(reference)}, {"amount", amount}});
    }

    std::optional<Newcomer> m_machine;
    PlayedPhone m_phone;
    PlayedDevice m_device;
    std::string m_order;
};

TEST_F(ConfirmedRefundTest, ALargeOneIsConfirmedAndBookedOnce) {
    EXPECT_EQ(byServer("R-1", "10.00").failure(), "confirmation.needed");
    EXPECT_EQ(byServer("R-2", "1.00").failure(), "") << "below what needs a confirmation";
    const auto asked = intend(machine(), refund("11.34")).value();
    const auto request = protocol::decodeConfirmationRequest(asked.request).value();
    EXPECT_EQ(request.kind, protocol::ConfirmationKind::Refund);
    EXPECT_EQ(request.order, "A-1");
    EXPECT_EQ(request.payee, kMasked);
    EXPECT_EQ(request.amount.minor, 1'134);
    EXPECT_EQ(said(sign(m_phone, asked, m_device)), "signed");
    EXPECT_EQ(said(ended(machine(), asked.key)), "paid");
    ASSERT_TRUE(m_network.waitFor("0220", 2));
    EXPECT_EQ(m_network.received("0220")[1].text(4), "000000001134");
    EXPECT_EQ(m_shop->get("/v1/orders/" + m_order).text("refunded"), "12.34");
    EXPECT_EQ(m_network.received("0220").size(), 2U);
}

TEST_F(ConfirmedRefundTest, OnlyWhatIsLeftAndOnlyTheOwn) {
    EXPECT_EQ(codeOf(intend(machine(), refund("12.35"))), FailureCode::AmountInvalid);
    const auto asked = intend(machine(), refund("12.34")).value();
    EXPECT_EQ(byServer("R-1", "5.00").failure(), "");
    EXPECT_EQ(said(sign(m_phone, asked, m_device)), "signed");
    EXPECT_EQ(said(ended(machine(), asked.key)), "failed not_payable") << "less is left meanwhile";
    auto unpaid = refund("1.00");
    unpaid.order = order("A-2");
    EXPECT_EQ(codeOf(intend(machine(), unpaid)), FailureCode::NotUndoable);
    ShopDesk other(confirmConfig(), "898310054110003");
    other.at(m_backend->port());
    unpaid = refund("1.00");
    unpaid.order = other.create("B-1").text("id");
    unpaid.key = Questions::newKey();
    EXPECT_EQ(codeOf(intend(machine(), unpaid)), FailureCode::NotFound);
}

TEST_F(ConfirmedRefundTest, WhatTheNetworkRefusesIsNotGivenBack) {
    m_network.setScript(NetworkPeer::answering("57"));
    const auto asked = intend(machine(), refund("12.34")).value();
    EXPECT_EQ(said(sign(m_phone, asked, m_device)), "signed");
    EXPECT_EQ(said(ended(machine(), asked.key)), "failed declined");
    EXPECT_EQ(m_shop->get("/v1/orders/" + m_order).text("refunded"), "0.00");
}

}  // namespace
}  // namespace tappay::test
