#include "companion/phone_desk.h"

// How a phone brings a device, and what it does when the phone was cut in between.
namespace tappay::test {
namespace {

class PhoneDevices : public PhoneDesk {
protected:
    void SetUp() override {
        PhoneDesk::SetUp();
        m_phone = paired();
    }
    std::string add(Device& device, std::string_view digits = "123456",
                    const std::string& name = "Key on the ring") {
        m_desk.there = {{"reader", &device}};
        return failureOf(m_phone.devices->add(reachOf(m_phone),
                                              {confirm::DeviceWay::Reader, "reader", "reader"},
                                              name, pin(digits), {}, soon()));
    }
    std::size_t listed() {
        return devices(machine(), protocol::DeviceWish::List).value().devices.size();
    }

    Phone m_phone;
};

TEST_F(PhoneDevices, OfferedOneIsKeptWithItsCertificate) {
    Device device(identityOf(Kind::P256));
    EXPECT_EQ(add(device), "none");
    const auto kept = m_phone.store->devices().value();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].certificate, device.identity().signingCertificate);
    EXPECT_EQ(kept[0].standing, companion::KeptDevice::Standing::Offered);
    const auto listed = devices(machine(), protocol::DeviceWish::List).value().devices;
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].id, kept[0].id);
    EXPECT_EQ(add(device), "none") << "again";
    EXPECT_EQ(m_phone.store->devices().value().size(), 1U);
}

TEST_F(PhoneDevices, FailuresAreSaid) {
    Device foreign(simulator::device::makeIdentity(Kind::P256, "Nobody's").value());
    EXPECT_EQ(add(foreign), "device.not_trusted");
    Device device(identityOf(Kind::P256));
    EXPECT_EQ(add(device, "000000"), "device.pin_wrong");
    EXPECT_EQ(add(device, "12"), "input.malformed");
    EXPECT_EQ(add(device, "123456", "a\nb"), "input.malformed");
    m_faults->away = true;
    EXPECT_EQ(add(device), "bank.unreachable");
    m_faults->away = false;
    m_desk.there.clear();
    EXPECT_EQ(failureOf(m_phone.devices->add(reachOf(m_phone),
                                             {confirm::DeviceWay::Reader, "reader", "reader"},
                                             "Key", pin(), {}, soon())),
              "device.removed");
    EXPECT_EQ(listed(), 0U);
    EXPECT_TRUE(m_phone.store->devices().value().empty());
}

TEST_F(PhoneDevices, LostAnswerToAnOfferLeavesOneThatCanBeOfferedAgain) {
    Device device(identityOf(Kind::P256));
    companion::DeviceTalk talk;
    talk.stage = [this](companion::DeviceStage stage) {
        m_faults->loseAnswer = stage == companion::DeviceStage::Waiting;
    };
    m_desk.there = {{"reader", &device}};
    const confirm::FoundDevice place{confirm::DeviceWay::Reader, "reader", "reader"};
    EXPECT_EQ(failureOf(m_phone.devices->add(reachOf(m_phone), place, "Key", pin(), talk, soon())),
              "bank.timeout");
    m_faults->loseAnswer = false;
    EXPECT_EQ(add(device), "none");
    EXPECT_EQ(listed(), 1U);
}

// Wherever the phone was cut, the confirmation is there again and can be brought to its end.
TEST_F(PhoneDevices, CutPhoneGoesOnInEachState) {
    Device device(identityOf(Kind::P256));
    const auto kept = added(m_phone, device);
    using Step = std::function<void(const protocol::Confirmation&)>;
    const std::pair<const char*, Step> steps[] = {
        {"delivered",
         [&](const auto&) { m_phone.steps->poll(std::chrono::seconds(0), soon()).value(); }},
        {"opened", [&](const auto& one) { m_phone.steps->opened(one.id, soon()).value(); }},
        {"waiting_for_device",
         [&](const auto& one) { m_phone.steps->waitingForDevice(one.id, soon()).value(); }},
    };
    int number = 0;
    for (const auto& [name, step] : steps) {
        const auto asked = fetched(m_phone, "A-" + std::to_string(++number));
        step(asked);
        cut(m_phone);
        m_phone = started();
        EXPECT_EQ(atComputer(asked), name);
        ASSERT_TRUE(m_phone.inbox->find(asked.id)) << name;
        m_phone.signing->sign(reachOf(m_phone), asked.id, kept, pin(), {}, soon());
        EXPECT_EQ(said(ended(machine(), asked.key)), "paid") << name;
    }
}

TEST_F(PhoneDevices, WhatEndedWhileThePhoneWasOffIsHeard) {
    const auto asked = fetched(m_phone);
    cut(m_phone);
    askConfirmation(machine(), asked.key, protocol::ConfirmationAsk::Withdraw).value();
    m_phone = started();
    m_phone.steps->poll(std::chrono::seconds(0), soon()).value();
    EXPECT_EQ(atPhone(m_phone, asked), "withdrawn computer");
}

TEST_F(PhoneDevices, RefusingAndReportingAreToldToTheComputer) {
    const auto first = fetched(m_phone, "A-1");
    m_phone.steps->refused(first.id, Reason::CodeDiffers, soon()).value();
    EXPECT_EQ(atComputer(first), "refused code_differs");
    const auto second = fetched(m_phone, "A-2");
    m_phone.steps->reported(second.id, soon()).value();
    EXPECT_EQ(atComputer(second), "refused reported");
    EXPECT_EQ(said(intend(machine(), intentFor(machine(), order("A-3")))), "confirmation.blocked");
}

}  // namespace
}  // namespace tappay::test
