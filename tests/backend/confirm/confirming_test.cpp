#include <future>

#include "backend/confirm/confirm_test.h"

// From the wish to pay to the signature: docs/protocol.md, "Confirmations".
namespace tappay::test {
namespace {

class ConfirmingTest : public ConfirmTest {
protected:
    void SetUp() override {
        ConfirmTest::SetUp();
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
        m_phone = pair(machine());
        registerDevice(machine(), m_phone, m_device);
    }
    const Newcomer& machine() { return *m_machine; }
    // One that the phone may answer.
    protocol::Confirmation asked(const std::string& reference = "A-1") {
        return intend(machine(), intentFor(machine(), order(reference))).value();
    }
    std::string now(const protocol::Confirmation& confirmation) {
        return said(askConfirmation(machine(), confirmation.key));
    }
    // Not the inquiries about cards.
    std::size_t paid() {
        const auto all = m_network.received("0200");
        return static_cast<std::size_t>(std::ranges::count_if(
            all, [](const auto& message) { return message.text(3) == "000000"; }));
    }

    std::optional<Newcomer> m_machine;
    PlayedPhone m_phone;
    PlayedDevice m_device;
};

TEST_F(ConfirmingTest, TheRequestSaysWhatIsOnRecord) {
    const auto confirmation = asked("Tea no. 7");
    EXPECT_EQ(said(confirmation), "sent");
    EXPECT_EQ(confirmation.to, kTerminal);
    const auto request = protocol::decodeConfirmationRequest(confirmation.request).value();
    EXPECT_EQ(request.id, confirmation.id);
    EXPECT_EQ(request.kind, protocol::ConfirmationKind::Order);
    EXPECT_EQ(request.payerAccount, kMasked);
    EXPECT_EQ(request.order, "Tea no. 7");
    EXPECT_EQ(request.payee, "Tea House");
    EXPECT_EQ(request.payeeAccount, ShopDesk::kMerchantId);
    EXPECT_EQ(request.amount.minor, 1'234);
    EXPECT_LE(request.expires - m_time.now(), std::chrono::minutes(2));
    const auto events = poll(m_phone).value();
    ASSERT_EQ(events.events.size(), 1U);
    const auto& told = std::get<protocol::Confirmation>(events.events[0]);
    EXPECT_EQ(told.request, confirmation.request);
    EXPECT_EQ(told.to, m_phone.id);
}

TEST_F(ConfirmingTest, EachStateIsToldToTheComputer) {
    const auto confirmation = asked();
    poll(m_phone).value();
    EXPECT_EQ(now(confirmation), "sent") << "until the phone says that it has it";
    poll(m_phone).value();
    EXPECT_EQ(now(confirmation), "delivered");
    EXPECT_EQ(said(step(m_phone, confirmation.id, Kind::Opened)), "opened");
    EXPECT_EQ(askConfirmation(machine(), confirmation.key)->phone, m_phone.id);
    EXPECT_EQ(said(step(m_phone, confirmation.id, Kind::WaitingForDevice)), "waiting_for_device");
    EXPECT_EQ(said(sign(m_phone, confirmation, m_device)), "signed");
    const auto over = ended(machine(), confirmation.key);
    ASSERT_EQ(said(over), "paid");
    EXPECT_EQ(over->device, m_device.id);
    EXPECT_EQ(over->phoneName, m_phone.name);
}

TEST_F(ConfirmingTest, EachWayToEndHasItsReason) {
    using Way = std::function<void(const protocol::Confirmation&)>;
    const auto steps = [this](Kind kind, Reason reason) -> Way {
        return [=, this](const auto& one) { (void)step(m_phone, one.id, kind, reason); };
    };
    const std::pair<const char*, Way> ways[] = {
        {"refused person", steps(Kind::Refused, Reason::Person)},
        {"refused code_differs", steps(Kind::Refused, Reason::CodeDiffers)},
        {"failed device_lacks_feature", steps(Kind::Failed, Reason::DeviceLacksFeature)},
        {"failed device_refused", steps(Kind::Failed, Reason::DeviceRefused)},
        {"failed device_blocked", steps(Kind::Failed, Reason::DeviceBlocked)},
        {"failed device_lost", steps(Kind::Failed, Reason::DeviceLost)},
        {"withdrawn computer",
         [this](const auto& one) {
             (void)askConfirmation(machine(), one.key, protocol::ConfirmationAsk::Withdraw);
         }},
        {"expired not_delivered", [this](const auto&) { m_time.advance(std::chrono::minutes(2)); }},
        {"expired not_signed",
         [this](const auto& one) {
             (void)step(m_phone, one.id, Kind::Opened);
             m_time.advance(std::chrono::minutes(2));
         }},
        {"invalid signature",
         [this](const auto& one) {
             (void)step(m_phone, one.id, Kind::Signature, Reason::None, m_device.id, Bytes(64, 7));
         }},
    };
    int number = 0;
    for (const auto& [end, way] : ways) {
        const auto confirmation = asked("A-" + std::to_string(++number));
        way(confirmation);
        EXPECT_EQ(now(confirmation), end);
        EXPECT_EQ(said(sign(m_phone, confirmation, m_device)), end) << "too late";
        EXPECT_EQ(said(step(m_phone, confirmation.id, Kind::Refused, Reason::Person)), end);
    }
    EXPECT_EQ(paid(), 0U);
}

// Fault 42.
TEST_F(ConfirmingTest, ASignatureIsForOneRequestAlone) {
    const auto first = asked("A-1");
    const auto signature = m_device.sign(first.request);
    EXPECT_EQ(said(step(m_phone, first.id, Kind::Signature, Reason::None, m_device.id, signature)),
              "signed");
    EXPECT_EQ(said(ended(machine(), first.key)), "paid");
    const auto second = asked("A-2");
    EXPECT_EQ(said(step(m_phone, second.id, Kind::Signature, Reason::None, m_device.id, signature)),
              "invalid other_request");
    EXPECT_EQ(said(step(m_phone, first.id, Kind::Signature, Reason::None, m_device.id, signature)),
              "paid")
        << "once more";
    EXPECT_EQ(paid(), 1U);
    EXPECT_EQ(m_shop->get("/v1/orders?reference=A-2").text("state"), "open");
}

// Fault 41: whatever is changed after the display is no signature for what is on record.
TEST_F(ConfirmingTest, OtherOctetsAreNotSigned) {
    const auto spoil = [](auto change) {
        return [change](const Bytes& octets) {
            auto request = protocol::decodeConfirmationRequest(octets).value();
            change(request);
            return protocol::encode(request).value();
        };
    };
    using Request = protocol::ConfirmationRequest;
    const std::function<Bytes(const Bytes&)> changes[] = {
        spoil([](Request& it) { it.amount.minor = 1'233; }),
        spoil([](Request& it) { it.payee = "Te\u0430 House"; }),
        spoil([](Request& it) { it.payeeAccount.back() = '3'; }),
        spoil([](Request& it) { it.amount.currency = currencyByAlpha("USD").value(); }),
        spoil([](Request& it) { it.order += "0"; }),
        [](const Bytes& octets) { return Bytes(octets.begin(), octets.end() - 1); }};
    int number = 0;
    for (const auto& change : changes) {
        const auto confirmation = asked("A-" + std::to_string(++number));
        const auto signature = m_device.sign(change(confirmation.request));
        EXPECT_EQ(said(step(m_phone, confirmation.id, Kind::Signature, Reason::None, m_device.id,
                            signature)),
                  "invalid signature")
            << number;
    }
    EXPECT_EQ(paid(), 0U);
}

// Fault 43.
TEST_F(ConfirmingTest, OnlyTheHoldersPhonesAndDevicesConfirm) {
    auto stranger = paying("other", kOther);
    add(stranger, kOtherPan).value();
    auto strangersPhone = pair(stranger);
    PlayedDevice strangersDevice;
    registerDevice(stranger, strangersPhone, strangersDevice);
    const auto confirmation = asked("A-1");
    EXPECT_EQ(said(sign(strangersPhone, confirmation, strangersDevice)), "not_found");
    EXPECT_TRUE(poll(strangersPhone)->events.empty());
    EXPECT_EQ(said(sign(m_phone, confirmation, strangersDevice)), "invalid device_unknown");
    PlayedDevice second;
    registerDevice(machine(), m_phone, second);
    const auto other = asked("A-2");
    EXPECT_EQ(said(step(m_phone, other.id, Kind::Signature, Reason::None, m_device.id,
                        second.sign(other.request))),
              "invalid other_device");
    PlayedDevice offered;
    offered.id = offerDevice(m_phone, offered).value().device.id;
    const auto third = asked("A-3");
    EXPECT_EQ(said(sign(m_phone, third, offered)), "invalid device_unknown")
        << "no computer has agreed to it";
    devices(machine(), protocol::DeviceWish::Revoke, m_device.id).value();
    const auto fourth = asked("A-4");
    EXPECT_EQ(said(sign(m_phone, fourth, m_device)), "invalid device_revoked");
    EXPECT_EQ(paid(), 0U);
}

TEST_F(ConfirmingTest, ARevokedPhoneTakesItsConfirmationsAlong) {
    auto other = pair(machine());
    const auto confirmation = asked("A-1");
    step(m_phone, confirmation.id, Kind::Opened).value();
    EXPECT_EQ(said(step(other, confirmation.id, Kind::WaitingForDevice)), "opened")
        << "another one has it";
    phones(machine(), protocol::PhoneWish::Revoke, m_phone.id).value();
    EXPECT_EQ(now(confirmation), "withdrawn phone");
    EXPECT_EQ(said(sign(m_phone, confirmation, m_device)), "phone.revoked");
    const auto second = asked("A-2");
    phones(machine(), protocol::PhoneWish::Revoke, other.id).value();
    EXPECT_EQ(now(second), "withdrawn phone") << "nobody is left";
    EXPECT_EQ(codeOf(intend(machine(), intentFor(machine(), order("A-3")))),
              FailureCode::PhoneMissing);
    EXPECT_EQ(m_status, 409);
    EXPECT_EQ(paid(), 0U);
}

// Fault 46.
TEST_F(ConfirmingTest, OneIsVisibleAndTwentyAreOpen) {
    std::vector<protocol::Confirmation> all;
    for (int i = 0; i < 20; ++i)
        all.push_back(asked("A-" + std::to_string(i)));
    EXPECT_EQ(codeOf(intend(machine(), intentFor(machine(), order("A-20")))),
              FailureCode::ConfirmationsTooMany);
    EXPECT_EQ(m_status, 429);
    const auto idsOf = [](const protocol::Events& events) {
        std::vector<std::string> ids;
        for (const auto& event : events.events)
            ids.push_back(std::get<protocol::Confirmation>(event).id);
        return ids;
    };
    EXPECT_EQ(idsOf(poll(m_phone).value()), std::vector{all[0].id});
    EXPECT_EQ(codeOf(step(m_phone, all[1].id, Kind::Opened)), FailureCode::NotFound)
        << "it is not its turn";
    step(m_phone, all[0].id, Kind::Refused, Reason::Person).value();
    EXPECT_EQ(idsOf(poll(m_phone).value()), (std::vector{all[0].id, all[1].id}));
    askConfirmation(machine(), all[2].key, protocol::ConfirmationAsk::Withdraw).value();
    step(m_phone, all[1].id, Kind::Refused, Reason::Person).value();
    EXPECT_EQ(idsOf(poll(m_phone).value()), (std::vector{all[1].id, all[3].id}));
    EXPECT_EQ(said(step(m_phone, all[3].id, Kind::Reported)), "refused reported");
    EXPECT_EQ(codeOf(intend(machine(), intentFor(machine(), order("A-21")))),
              FailureCode::ConfirmationsBlocked);
    EXPECT_EQ(operate(confirmConfig(), {"confirm-unblock", kTerminal}), "");
    EXPECT_EQ(said(asked("A-22")), "sent");
}

TEST_F(ConfirmingTest, AKeyIsOneWish) {
    auto intent = intentFor(machine(), order("A-1"));
    const auto first = intend(machine(), intent).value();
    m_time.advance(std::chrono::seconds(1));
    intent.time = machine().now();
    EXPECT_EQ(intend(machine(), intent)->id, first.id);
    intent.order = order("A-2");
    EXPECT_EQ(codeOf(intend(machine(), intent)), FailureCode::KeyReused);
    auto unknown = intentFor(machine(), Questions::newKey());
    EXPECT_EQ(codeOf(intend(machine(), unknown)), FailureCode::NotFound);
    unknown = intentFor(machine(), order("A-3"));
    unknown.card = Questions::newKey();
    EXPECT_EQ(codeOf(intend(machine(), unknown)), FailureCode::NotFound);
    EXPECT_EQ(codeOf(askConfirmation(machine(), Questions::newKey())), FailureCode::NotFound);
    const auto stranger = paying("other", kOther);
    EXPECT_EQ(codeOf(askConfirmation(stranger, first.key)), FailureCode::NotFound);
}

TEST_F(ConfirmingTest, WhoWaitsIsWoken) {
    poll(m_phone).value();
    auto waiting = std::async(std::launch::async, [this] {
        const protocol::PushQuestion question{{}, sender(m_phone), m_phone.cursor, 25};
        HttpsClient client(m_backend->port(), std::chrono::seconds(40));
        if (!client.handshake()) return std::string();
        const auto reply =
            client.exchange("POST", "/v1/phone/push/poll",
                            signedBy(m_phone, m_phone.id, protocol::encode(question)));
        return reply ? reply->body : std::string();
    });
    const auto confirmation = asked();
    const auto parts = crypto::jwsParse(waiting.get()).value();
    const auto events = protocol::decodeEvents(toText(parts.payload)).value();
    ASSERT_EQ(events.events.size(), 1U);
    EXPECT_EQ(std::get<protocol::Confirmation>(events.events[0]).id, confirmation.id);
}

TEST_F(ConfirmingTest, StepsThatComeTwiceOrOvertakenChangeNothing) {
    const auto confirmation = asked();
    const protocol::PhoneStep opened{sender(m_phone), confirmation.id, Kind::Opened};
    EXPECT_EQ(said(step(m_phone, confirmation.id, Kind::WaitingForDevice)), "waiting_for_device");
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(
            said(say(m_phone, "/v1/phone/confirmations", opened, protocol::decodeConfirmation)),
            "waiting_for_device");
    EXPECT_EQ(said(sign(m_phone, confirmation, m_device)), "signed");
    EXPECT_EQ(said(ended(machine(), confirmation.key)), "paid");
    EXPECT_EQ(said(say(m_phone, "/v1/phone/confirmations", opened, protocol::decodeConfirmation)),
              "paid");
    EXPECT_EQ(
        said(askConfirmation(machine(), confirmation.key, protocol::ConfirmationAsk::Withdraw)),
        "paid");
    EXPECT_EQ(paid(), 1U);
}

}  // namespace
}  // namespace tappay::test
