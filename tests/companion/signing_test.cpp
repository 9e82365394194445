#include "companion/phone_desk.h"

// From the request on the phone to the signature of a device.
namespace tappay::test {
namespace {

using companion::KeptDevice;

class PhoneSigning : public PhoneDesk {
protected:
    void SetUp() override {
        PhoneDesk::SetUp();
        m_phone = paired();
    }
    companion::SigningEnd sign(const protocol::Confirmation& asked, const KeptDevice& device,
                               std::string_view digits = "123456",
                               const Deadline& deadline = soon()) {
        return m_phone.signing->sign(reachOf(m_phone), asked.id, device, pin(digits), {}, deadline);
    }
    static std::string told(const companion::SigningEnd& ended) {
        std::string text = ended.state ? std::string(protocol::nameOf(*ended.state)) : "unknown";
        if (ended.failure) text += " " + std::string(describe(ended.failure->code).name);
        return text;
    }
    bool keptRegistered(const KeptDevice& device) {
        for (const auto& one : m_phone.store->devices().value())
            if (one.id == device.id) return one.standing == KeptDevice::Standing::Registered;
        return false;
    }

    Phone m_phone;
};

TEST_F(PhoneSigning, IsPaidWithEachKindOfDevice) {
    const std::tuple<const char*, Kind, bool> kinds[] = {
        {"P-256", Kind::P256, false}, {"RSA", Kind::Rsa2048, false}, {"display", Kind::P256, true}};
    for (const auto& [name, kind, display] : kinds) {
        Device device(identityOf(kind), display);
        const auto kept = added(m_phone, device, name);
        const auto asked = fetched(m_phone, name);
        m_phone.steps->opened(asked.id, soon()).value();
        EXPECT_EQ(told(sign(asked, kept)), "signed") << name;
        EXPECT_EQ(said(ended(machine(), asked.key)), "paid") << name;
        m_phone.steps->poll(std::chrono::seconds(0), soon()).value();
        EXPECT_EQ(atPhone(m_phone, asked), "paid") << name;
        EXPECT_TRUE(keptRegistered(kept)) << name;
    }
}

TEST_F(PhoneSigning, ComputerHearsOfTheDeviceBeforeItIsAsked) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto asked = fetched(m_phone);
    std::string meanwhile;
    companion::DeviceTalk talk;
    talk.stage = [&](companion::DeviceStage) { meanwhile = atComputer(asked); };
    m_phone.signing->sign(reachOf(m_phone), asked.id, kept, pin(), talk, soon());
    EXPECT_EQ(meanwhile, "waiting_for_device");
}

TEST_F(PhoneSigning, WithdrawnOneIsNotBroughtToADevice) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto before = device.signatures();
    const auto asked = fetched(m_phone);
    askConfirmation(machine(), asked.key, protocol::ConfirmationAsk::Withdraw).value();
    m_desk.connected = 0;
    EXPECT_EQ(told(sign(asked, kept)), "withdrawn");
    EXPECT_EQ(m_desk.connected, 0);
    EXPECT_EQ(device.signatures(), before);
    EXPECT_EQ(atPhone(m_phone, asked), "withdrawn computer");
}

TEST_F(PhoneSigning, WithoutTheBackEndNoDeviceIsAsked) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto asked = fetched(m_phone);
    m_desk.connected = 0;
    m_faults->away = true;
    EXPECT_EQ(told(sign(asked, kept)), "unknown bank.unreachable");
    EXPECT_EQ(m_desk.connected, 0);
}

TEST_F(PhoneSigning, EachEndOfADeviceHasItsReason) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto refusing = fetched(m_phone, "A-1");
    device.follow("refuse").value();
    EXPECT_EQ(told(sign(refusing, kept)), "failed device.refused");
    EXPECT_EQ(atComputer(refusing), "failed device_refused");

    device.follow("confirm").value();
    const auto blocking = fetched(m_phone, "A-2");
    EXPECT_EQ(told(sign(blocking, kept, "000000")), "waiting_for_device device.pin_wrong");
    const auto second = sign(blocking, kept, "000000");
    EXPECT_EQ(companion::triesIn(*second.failure), 1U);
    EXPECT_EQ(told(sign(blocking, kept, "000000")), "failed device.pin_blocked");
    EXPECT_EQ(atComputer(blocking), "failed device_blocked");
}

TEST_F(PhoneSigning, PersonMayTryAgainAfterAWrongPin) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto asked = fetched(m_phone);
    EXPECT_EQ(told(sign(asked, kept, "000000")), "waiting_for_device device.pin_wrong");
    EXPECT_EQ(told(sign(asked, kept)), "signed");
}

TEST_F(PhoneSigning, WrongDeviceIsNamedAndAskedForNothing) {
    Device right(identityOf(Kind::P256)), other(identityOf(Kind::Rsa2048));
    const auto kept = added(m_phone, right);
    const auto asked = fetched(m_phone);
    m_desk.there = {{"reader", &other}};
    EXPECT_EQ(told(sign(asked, kept)), "waiting_for_device device.wrong");
    EXPECT_EQ(other.signatures(), 0U);
    m_desk.there = {{"another reader", &right}, {"reader", &other}};
    EXPECT_EQ(told(sign(asked, kept)), "signed") << "wherever it is";
}

TEST_F(PhoneSigning, AbsentDeviceIsWaitedForUntilTheDeadline) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto asked = fetched(m_phone);
    m_desk.there.clear();
    EXPECT_EQ(told(sign(asked, kept, "123456", Deadline::in(std::chrono::seconds(2)))),
              "waiting_for_device device.timeout");
    EXPECT_EQ(told(m_phone.signing->giveUp(asked.id, FailureCode::DeviceTimeout, soon())),
              "failed device.timeout");
    EXPECT_EQ(atComputer(asked), "failed device_lost");
}

TEST_F(PhoneSigning, LostSignatureIsNotAskedForAgainBySelf) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto asked = fetched(m_phone);
    device.follow("tear").value();
    EXPECT_EQ(told(sign(asked, kept)), "waiting_for_device device.removed");
    EXPECT_TRUE(m_phone.inbox->find(asked.id)->deviceAsked) << "the person is told";
    device.follow("none").value();
    device.reset();
}

TEST_F(PhoneSigning, DeviceWithADisplayGivesTheSameSignatureAgain) {
    Device device(identityOf(Kind::P256), true);
    const auto kept = added(m_phone, device);
    const auto before = device.signatures();
    const auto asked = fetched(m_phone);
    device.follow("tear").value();
    EXPECT_EQ(told(sign(asked, kept)), "waiting_for_device device.removed");
    device.follow("none").value();
    EXPECT_EQ(told(sign(asked, kept, "")), "signed") << "without PIN and button";
    EXPECT_EQ(device.signatures(), before + 1);
}

TEST_F(PhoneSigning, SignatureSurvivesWhoWasKilledWithIt) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto before = device.signatures();
    const auto asked = fetched(m_phone);
    companion::DeviceTalk talk;
    talk.beforeAsking = [this]() -> Result<void> {
        m_faults->away = true;  // it is dark when the device has signed
        return {};
    };
    const auto ended = m_phone.signing->sign(reachOf(m_phone), asked.id, kept, pin(), talk, soon());
    EXPECT_EQ(told(ended), "unknown bank.unreachable");
    cut(m_phone);
    m_faults->away = false;
    m_desk.there.clear();
    m_phone = started();
    EXPECT_EQ(told(m_phone.signing->deliver(asked.id, soon())), "signed");
    EXPECT_EQ(device.signatures(), before + 1);
    EXPECT_EQ(said(ConfirmTest::ended(machine(), asked.key)), "paid");
}

TEST_F(PhoneSigning, LostAnswerIsAskedForWithTheSameSignature) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto before = device.signatures();
    const auto asked = fetched(m_phone);
    companion::DeviceTalk talk;
    talk.beforeAsking = [this]() -> Result<void> {
        m_faults->loseAnswer = true;
        return {};
    };
    EXPECT_EQ(told(m_phone.signing->sign(reachOf(m_phone), asked.id, kept, pin(), talk, soon())),
              "unknown bank.timeout");
    m_faults->loseAnswer = false;
    const auto again =
        told(m_phone.signing->sign(reachOf(m_phone), asked.id, kept, pin(), {}, soon()));
    EXPECT_TRUE(again == "signed" || again == "paid") << again;
    EXPECT_EQ(device.signatures(), before + 1) << "asked once";
}

TEST_F(PhoneSigning, OtherOctetsAreNoSignature) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    const auto asked = fetched(m_phone);
    device.follow("other-octets").value();
    EXPECT_EQ(told(sign(asked, kept)), "invalid");
    EXPECT_EQ(atComputer(asked), "invalid signature");
}

TEST_F(PhoneSigning, RevokedDeviceIsKnownAsSuchAfterwards) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    devices(machine(), protocol::DeviceWish::Revoke, kept.id).value();
    const auto asked = fetched(m_phone);
    EXPECT_EQ(told(sign(asked, kept)), "invalid");
    EXPECT_EQ(m_phone.store->devices().value().front().standing, KeptDevice::Standing::Revoked);
}

}  // namespace
}  // namespace tappay::test
