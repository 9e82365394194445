#include "backend/confirm/confirm_test.h"

// Security devices and whose they are: docs/protocol.md, "Devices".
namespace tappay::test {
namespace {

using protocol::DeviceStanding;
using protocol::DeviceWish;

class DeviceTest : public ConfirmTest {
protected:
    void SetUp() override {
        ConfirmTest::SetUp();
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
        m_phone = pair(machine());
    }
    const Newcomer& machine() { return *m_machine; }
    Bytes challenge() {
        return say(m_phone, "/v1/phone/devices/challenge",
                   protocol::DeviceChallengeQuestion{sender(m_phone)},
                   protocol::decodeDeviceChallenge)
            .value()
            .challenge;
    }

    std::optional<Newcomer> m_machine;
    PlayedPhone m_phone;
};

TEST_F(DeviceTest, APhoneBringsItAndAComputerAgrees) {
    for (const auto kind : {PlayedDevice::Kind::Ec, PlayedDevice::Kind::Rsa}) {
        const PlayedDevice device(kind);
        const auto offered = offerDevice(m_phone, device);
        ASSERT_TRUE(offered) << offered.error().detail;
        EXPECT_EQ(offered->device.standing, DeviceStanding::Offered);
        EXPECT_EQ(offered->device.name, "Key on the ring");
        const auto id = offered->device.id;
        EXPECT_EQ(offerDevice(m_phone, device)->device.id, id) << "the same once more";
        EXPECT_EQ(devices(machine(), DeviceWish::Accept, id)->devices.back().standing,
                  DeviceStanding::Registered);
        EXPECT_EQ(devices(machine(), DeviceWish::Accept, id)->devices.back().standing,
                  DeviceStanding::Registered);
        EXPECT_EQ(devices(machine(), DeviceWish::Revoke, id)->devices.back().standing,
                  DeviceStanding::Revoked);
        EXPECT_EQ(codeOf(devices(machine(), DeviceWish::Accept, id)), FailureCode::TooLate);
        EXPECT_NE(offerDevice(m_phone, device)->device.id, id) << "to be agreed to anew";
    }
}

TEST_F(DeviceTest, WhatIsNotProvenIsNotTaken) {
    const PlayedDevice device, stranger(PlayedDevice::Kind::Ec, false);
    EXPECT_EQ(codeOf(offerDevice(m_phone, stranger)), FailureCode::DeviceNotTrusted)
        << "of another maker";
    const auto once = challenge();
    EXPECT_TRUE(offerDevice(m_phone, device, once));
    const PlayedDevice second;
    EXPECT_EQ(codeOf(offerDevice(m_phone, second, once)), FailureCode::DeviceNotTrusted)
        << "a challenge is good for one device";
    EXPECT_EQ(codeOf(offerDevice(m_phone, second, Bytes(32, 7))), FailureCode::DeviceNotTrusted);
    const auto late = challenge();
    m_time.advance(std::chrono::minutes(5));
    EXPECT_EQ(codeOf(offerDevice(m_phone, second, late)), FailureCode::DeviceNotTrusted);
    const auto asked = challenge();
    const protocol::DeviceOffer borrowed{sender(m_phone),
                                         asked,
                                         "Borrowed",
                                         protocol::DeviceForm::Piv,
                                         {second.certificate()},
                                         device.sign(protocol::deviceStatement(asked))};
    EXPECT_EQ(codeOf(say(m_phone, "/v1/phone/devices", borrowed, protocol::decodeDeviceOffered)),
              FailureCode::DeviceNotTrusted)
        << "another one's certificate";
}

TEST_F(DeviceTest, DevicesAreTheirHolders) {
    const PlayedDevice device;
    const auto id = offerDevice(m_phone, device).value().device.id;
    const auto stranger = paying("other", kOther);
    add(stranger, kOtherPan).value();
    EXPECT_TRUE(devices(stranger, DeviceWish::List)->devices.empty());
    EXPECT_EQ(codeOf(devices(stranger, DeviceWish::Accept, id)), FailureCode::NotFound);
    EXPECT_TRUE(devices(machine(), DeviceWish::List, {}, HolderKind::Shop)->devices.empty());
    EXPECT_EQ(devices(machine(), DeviceWish::List)->devices.size(), 1U);
    forget(machine()).value();
    EXPECT_EQ(codeOf(devices(machine(), DeviceWish::List)), FailureCode::CardholderUnknown);
    EXPECT_EQ(codeOf(poll(m_phone)), FailureCode::PhoneUnknown) << "the account is gone";
}

}  // namespace
}  // namespace tappay::test
