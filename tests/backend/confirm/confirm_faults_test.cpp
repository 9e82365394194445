#include "backend/confirm/confirm_test.h"

// Approvals that are changed, told twice, or by whom nobody asked; faults 41 to 43.
namespace tappay::test {
namespace {

class ConfirmFaultsTest : public ConfirmTest {
protected:
    void SetUp() override {
        ConfirmTest::SetUp();
        auto config = confirmConfig();
        config.confirm->transferLimit = "1000.00";
        open(std::move(config));
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
        m_phone = pair(machine());
        registerDevice(machine(), m_phone, m_device);
    }
    const Newcomer& machine() { return *m_machine; }
    protocol::ConfirmationIntent transferTo(const std::string& name,
                                            const std::string& purpose = "Rent") {
        auto intent = intentFor(machine(), {});
        intent.wish = protocol::ConfirmationWish::Transfer;
        intent.payee = {"6228480000000000038", name};
        intent.purpose = purpose;
        intent.amount = parseMoney("100.00", currencyByAlpha("CNY").value()).value();
        return intent;
    }
    protocol::Confirmation asked(const std::string& reference) {
        return intend(machine(), intentFor(machine(), order(reference))).value();
    }
    std::string now(const protocol::Confirmation& confirmation) {
        return said(askConfirmation(machine(), confirmation.key));
    }
    // Not the inquiries about cards.
    std::size_t paid() {
        const auto all = m_network.received("0200");
        return static_cast<std::size_t>(std::ranges::count_if(
            all, [](const auto& message) { return message.text(3) != "310000"; }));
    }

    std::optional<Newcomer> m_machine;
    PlayedPhone m_phone;
    PlayedDevice m_device;
};

TEST_F(ConfirmFaultsTest, NamesThatHideSomethingAreNotSentToAnybody) {
    const std::string hostile[] = {
        "Li\u202E Lei",        // right to left
        "Li\u200B Lei",        // no width
        "Li\u2066 Lei\u2069",  // isolated
        "Li\u00AD Lei",        // soft hyphen
        "Li\nLei",
        std::string(300, 'L'),
        "",
        "Li\xFF",
    };
    for (const auto& name : hostile) {
        EXPECT_EQ(codeOf(intend(machine(), transferTo(name))), FailureCode::InputMalformed) << name;
        EXPECT_EQ(codeOf(intend(machine(), transferTo("Li Lei", name))),
                  FailureCode::InputMalformed)
            << name;
    }
    EXPECT_TRUE(poll(m_phone)->events.empty());
}

TEST_F(ConfirmFaultsTest, ALookAlikeIsShownAsWhatItIsAndSignedAsNothingElse) {
    const auto confirmation = intend(machine(), transferTo("L\u0456 Lei")).value();
    const auto request = protocol::decodeConfirmationRequest(confirmation.request).value();
    EXPECT_TRUE(protocol::mixedScripts(request.payee));
    auto honest = request;
    honest.payee = "Li Lei";
    const auto octets = protocol::encode(honest).value();
    EXPECT_NE(protocol::confirmationDigest(octets),
              protocol::confirmationDigest(confirmation.request));
    EXPECT_EQ(said(step(m_phone, confirmation.id, Kind::Signature, Reason::None, m_device.id,
                        m_device.sign(octets))),
              "invalid signature");
    EXPECT_EQ(paid(), 0U);
}

TEST_F(ConfirmFaultsTest, EachMemberOfATransferIsSigned) {
    using Request = protocol::ConfirmationRequest;
    const std::pair<const char*, std::function<void(Request&)>> changes[] = {
        {"amount", [](Request& it) { it.amount.minor = 1; }},
        {"currency", [](Request& it) { it.amount.currency = currencyByAlpha("USD").value(); }},
        {"payee", [](Request& it) { it.payee = "Li Wei"; }},
        {"payee's account", [](Request& it) { it.payeeAccount = "6228480000000000046"; }},
        {"payer", [](Request& it) { it.payerAccount = "622848*********0017"; }},
        {"purpose", [](Request& it) { it.order = "Gift"; }},
        {"kind", [](Request& it) { it.kind = protocol::ConfirmationKind::Order; }},
        {"id", [](Request& it) { it.id = Questions::newKey(); }},
        {"expiry", [](Request& it) { it.expires += std::chrono::hours(1); }},
        {"nonce", [](Request& it) { it.nonce[0] ^= 1; }},
    };
    for (const auto& [name, change] : changes) {
        const auto confirmation = intend(machine(), transferTo("Li Lei")).value();
        auto request = protocol::decodeConfirmationRequest(confirmation.request).value();
        change(request);
        EXPECT_EQ(said(step(m_phone, confirmation.id, Kind::Signature, Reason::None, m_device.id,
                            m_device.sign(protocol::encode(request).value()))),
                  "invalid signature")
            << name;
    }
    EXPECT_EQ(paid(), 0U);
}

TEST_F(ConfirmFaultsTest, AnApprovalThatComesTwicePaysOnce) {
    const auto first = asked("A-1");
    const auto value = m_device.sign(first.request);
    const auto approval = protocol::PhoneStep{sender(m_phone), first.id,    Kind::Signature,
                                              Reason::None,    m_device.id, value};
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(
            say(m_phone, "/v1/phone/confirmations", approval, protocol::decodeConfirmation));
    EXPECT_EQ(said(ended(machine(), first.key)), "paid");
    EXPECT_EQ(said(step(m_phone, first.id, Kind::Signature, Reason::None, m_device.id, value)),
              "paid")
        << "signed afresh by the phone";
    EXPECT_EQ(paid(), 1U);
    // The same order is not to be had again, and another one needs its own.
    EXPECT_EQ(codeOf(intend(machine(), intentFor(machine(), first.id))), FailureCode::NotFound);
    const auto second = asked("A-2");
    EXPECT_EQ(said(step(m_phone, second.id, Kind::Signature, Reason::None, m_device.id, value)),
              "invalid other_request");
    EXPECT_EQ(paid(), 1U);
}

TEST_F(ConfirmFaultsTest, WhoIsNotPairedAnyMoreApprovesNothing) {
    auto left = pair(machine()), copied = pair(machine());
    PlayedPhone stranger;
    stranger.id = Questions::newKey();
    const auto confirmation = asked("A-1");
    EXPECT_EQ(said(sign(stranger, confirmation, m_device)), "phone.unknown");
    ASSERT_TRUE(
        say(left, "/v1/phone/leave", protocol::PhoneLeave{sender(left)},
            [](std::string_view text) -> Result<std::string> { return std::string(text); }));
    EXPECT_EQ(said(sign(left, confirmation, m_device)), "phone.revoked");
    poll(copied).value();
    copied.sequence = 0;
    EXPECT_EQ(said(sign(copied, confirmation, m_device)), "phone.cloned");
    EXPECT_EQ(said(sign(copied, confirmation, m_device)), "phone.cloned") << "and stays so";
    EXPECT_EQ(now(confirmation), "sent") << "it is the other phone's to answer";
    EXPECT_EQ(paid(), 0U);
    EXPECT_TRUE(sign(m_phone, confirmation, m_device));
    EXPECT_EQ(said(ended(machine(), confirmation.key)), "paid");
}

}  // namespace
}  // namespace tappay::test
