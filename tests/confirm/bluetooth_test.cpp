#include <gtest/gtest.h>

#include <thread>

#include "confirm/bluetooth/bluetooth_link.h"
#include "confirm/bluetooth_desk.h"
#include "confirm/display_device.h"
#include "confirm/request_on_desk.h"

// Qt's own Bluetooth central against virtual devices: found, added, asked for a signature.
namespace tappay::confirm {
namespace {

using namespace std::chrono_literals;
using test::BluetoothDesk;

template <typename T>
FailureCode codeOf(const Result<T>& result) {
    return result ? FailureCode::Internal : result.error().code;
}

class Bluetooth : public BluetoothDesk {
protected:
    Result<DeviceSignature> sign(apdu::Card& card, int number = 1) {
        TAPPAY_TRY(device, DisplayDevice::open(card));
        return device.confirm(test::requestNumbered(number), test::pinOnDesk(),
                              m_card.identity().signingCertificate, Deadline::in(10s));
    }
};

TEST_F(Bluetooth, DevicesAreFound) {
    const auto found = m_devices.find(Deadline::in(5s));
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_EQ(*found, std::vector{device()});
    follow("away");
    EXPECT_EQ(m_devices.find(Deadline::in(5s)).value().size(), 0U);
    follow("off");
    EXPECT_EQ(codeOf(m_devices.find(Deadline::in(5s))), FailureCode::NotConfigured);
}

TEST_F(Bluetooth, OneThatKnowsThePhoneSigns) {
    letIn();
    const auto card = connect();
    ASSERT_TRUE(card) << card.error().detail;
    const auto signature = sign(**card);
    ASSERT_TRUE(signature) << signature.error().detail;
    EXPECT_TRUE(test::verifies(*signature, test::requestNumbered(1)));
    EXPECT_EQ(m_card.signatures(), 1U);
    EXPECT_TRUE(sign(**card, 2)) << "the connection stays";
    EXPECT_EQ(m_world.bluetooth().connections(m_place.address), 1U);
}

TEST_F(Bluetooth, IsAddedOnceTheCodesAreTheSameAndTheButtonIsPressed) {
    auto adding = keys();
    adding.trust.registered.reset();
    ASSERT_TRUE(m_card.follow("nothing"));
    adding.sameCode = [&](const std::string& code) {
        // The phone has its code no later than the device.
        const auto limit = Deadline::in(5s);
        while (m_card.shown().empty() && !limit.passed())
            std::this_thread::yield();
        EXPECT_EQ(m_card.shown(), "Pairing code " + code);
        EXPECT_EQ(code.size(), 6U);
        return m_card.follow("confirm").has_value();
    };
    auto card = connect(adding);
    ASSERT_TRUE(card) << card.error().detail;
    EXPECT_TRUE(sign(**card));
    EXPECT_EQ(m_card.shown(), "");
    card->reset();
    EXPECT_TRUE(phones().knows(m_key.publicKey().point)) << "also without power";
    EXPECT_TRUE(connect()) << "known from now on";
}

TEST_F(Bluetooth, IsComparedEachTimeThatItIsAdded) {
    letIn();
    auto adding = keys();
    adding.trust.registered.reset();
    unsigned asked = 0;
    adding.sameCode = [&](const std::string&) { return ++asked > 0; };
    EXPECT_TRUE(connect(adding)) << "it knows this phone, but may be anybody's";
    EXPECT_EQ(asked, 1U);
}

TEST_F(Bluetooth, IsNotAddedAgainstItsOwnersWill) {
    auto adding = keys();
    adding.trust.registered.reset();
    ASSERT_TRUE(m_card.follow("nothing"));
    EXPECT_EQ(codeOf(connect(adding)), FailureCode::Cancelled) << "nobody to compare the codes";
    adding.sameCode = [](const std::string&) { return false; };
    EXPECT_EQ(codeOf(connect(adding)), FailureCode::Cancelled);
    adding.sameCode = [](const std::string&) { return true; };
    ASSERT_TRUE(m_card.follow("refuse"));
    EXPECT_EQ(codeOf(connect(adding)), FailureCode::DeviceRefused);
    ASSERT_TRUE(m_card.follow("nothing"));
    EXPECT_EQ(codeOf(connect(adding, Deadline::in(500ms))), FailureCode::DeviceTimeout);
    EXPECT_FALSE(phones().knows(m_key.publicKey().point));
    ASSERT_TRUE(m_card.follow("confirm"));
    EXPECT_TRUE(connect(adding)) << "and the device is as it was";
}

TEST_F(Bluetooth, AnotherDeviceUnderTheSameNameIsTold) {
    letIn();
    simulator::device::PivCard other(
        simulator::device::makeIdentity(simulator::device::KeyKind::P256, "Another").value());
    auto place = m_place;
    place.address = m_world.nextAddress();
    ASSERT_TRUE(m_world.bluetooth().add(place, other, phones()));
    const auto found = m_devices.find(Deadline::in(5s));
    ASSERT_EQ(found.value().size(), 2U);
    EXPECT_EQ(found->at(0).name, found->at(1).name);
    const FoundDevice impostor{DeviceWay::Bluetooth, place.address, place.name};
    EXPECT_EQ(codeOf(m_devices.connect(impostor, keys(), Deadline::in(5s))),
              FailureCode::DeviceNotTrusted);
    auto generous = keys();
    generous.trust.authorities.push_back(other.identity().authority);
    EXPECT_EQ(codeOf(m_devices.connect(impostor, generous, Deadline::in(5s))),
              FailureCode::DeviceWrong);
    EXPECT_TRUE(connect());
    m_world.bluetooth().remove(place.address);
}

TEST_F(Bluetooth, WithoutADisplayItSignsToo) {
    m_world.bluetooth().remove(m_place.address);
    PivCard plain(test::identityOf(simulator::device::KeyKind::P256));
    auto known = phones();
    ASSERT_TRUE(known.add(m_key.publicKey().point));
    ASSERT_TRUE(m_world.bluetooth().add(m_place, plain, known));
    const auto card = connect();
    ASSERT_TRUE(card) << card.error().detail;
    EXPECT_EQ(codeOf(DisplayDevice::open(**card)), FailureCode::DeviceUnsupported);
    auto device = PivDevice::open(**card);
    const auto signature = device->sign(test::requestNumbered(1), test::pinOnDesk(),
                                        plain.identity().signingCertificate);
    ASSERT_TRUE(signature) << signature.error().detail;
    EXPECT_TRUE(test::verifies(*signature, test::requestNumbered(1)));
    m_world.bluetooth().remove(m_place.address);
}

// Nothing for 1.5 seconds but that it is at work: longer than silence is borne.
TEST_F(Bluetooth, WhatSaysThatItWorksIsWaitedFor) {
    letIn();
    BluetoothDevices impatient({.search = 200ms, .exchange = {.silence = 1200ms}});
    const auto card = impatient.connect(device(), keys(), Deadline::in(10s));
    ASSERT_TRUE(card);
    ASSERT_TRUE(m_card.follow("slow"));
    const auto began = std::chrono::steady_clock::now();
    EXPECT_TRUE(PivDevice::open(**card));
    EXPECT_GE(std::chrono::steady_clock::now() - began, 1500ms);
}

TEST_F(Bluetooth, WhoeverWaitsCanGiveUp) {
    letIn();
    std::stop_source stop;
    const auto card = connect(keys(), Deadline::in(10s, stop.get_token()));
    ASSERT_TRUE(card);
    ASSERT_TRUE(m_card.follow("slow"));
    const std::jthread impatient([&] { stop.request_stop(); });
    EXPECT_EQ(codeOf(PivDevice::open(**card)), FailureCode::Cancelled);
    EXPECT_EQ(codeOf(PivDevice::open(**card)), FailureCode::DeviceRemoved) << "it is over";
}

TEST_F(Bluetooth, FramesAreAsLongAsBothSidesAndTheConnectionCarry) {
    struct Case {
        std::size_t ofDevice;
        std::uint16_t transferUnit;
        std::size_t expected;
    };
    for (const auto& [ofDevice, unit, expected] :
         {Case{512, 517, 244}, Case{100, 517, 100}, Case{512, 103, 100}, Case{512, 23, 20},
          Case{512, 0, 20}}) {
        m_world.bluetooth().remove(m_place.address);
        m_place.largestFrame = ofDevice;
        m_place.transferUnit = unit;
        setUp();
        const auto link =
            BluetoothLink::open(BluetoothThread::shared(), m_place.address, Deadline::in(5s));
        ASSERT_TRUE(link) << link.error().detail;
        EXPECT_EQ((*link)->largestFrame(), expected) << ofDevice << " " << unit;
        MessageExchange exchange(**link);
        const Bytes octets(4096, 0x5A);
        const auto came = exchange.ping(octets, Deadline::in(10s));
        EXPECT_TRUE(came) << came.error().detail;
    }
    m_world.bluetooth().remove(m_place.address);
    m_place.largestFrame = 19;
    setUp();
    EXPECT_EQ(codeOf(connect()), FailureCode::DeviceUnsupported);
}

}  // namespace
}  // namespace tappay::confirm
