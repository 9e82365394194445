#pragma once

#include <gtest/gtest.h>

#include <QtCore/QCoreApplication>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "confirm/bluetooth/bluetooth_devices.h"
#include "confirm/device_on_desk.h"
#include "simulator/device/bluetooth/private_bus.h"
#include "simulator/device/bluetooth/virtual_bluetooth.h"

namespace tappay::test {

// A private bus with a virtual Bluetooth service for the whole program: Qt looks for it once.
class BluetoothWorld {
public:
    static BluetoothWorld& get() {
        static BluetoothWorld world;
        return world;
    }
    [[nodiscard]] simulator::device::VirtualBluetooth& bluetooth() { return *m_bluetooth; }
    [[nodiscard]] std::string directory() const { return m_directory; }
    std::string nextAddress() { return "C0:FF:EE:00:00:" + std::to_string(10 + m_next++ % 90); }

private:
    BluetoothWorld() : m_directory(testing::TempDir() + "bt-" + std::to_string(::getpid())) {
        namespace device = simulator::device;
        std::filesystem::create_directories(m_directory);
        m_bus = device::PrivateBus::start(m_directory).value();
        ::setenv("DBUS_SYSTEM_BUS_ADDRESS", m_bus->address().c_str(), 1);
        ::setenv("BLUETOOTH_FORCE_DBUS_LE_VERSION", "5.66", 1);
        m_bluetooth = device::VirtualBluetooth::start(m_bus->address()).value();
        m_thread = confirm::BluetoothThread::shared();
    }
    ~BluetoothWorld() {
        m_thread.reset();
        m_bluetooth.reset();
        m_bus.reset();
        std::filesystem::remove_all(m_directory);
    }

    int m_count = 1;
    std::string m_name = "test";
    char* m_arguments[2] = {m_name.data(), nullptr};
    QCoreApplication m_application{m_count, m_arguments};
    const std::string m_directory;
    unsigned m_next = 0;
    std::unique_ptr<simulator::device::PrivateBus> m_bus;
    std::unique_ptr<simulator::device::VirtualBluetooth> m_bluetooth;
    std::shared_ptr<confirm::BluetoothThread> m_thread;
};

// A phone and one virtual device in its reach.
class BluetoothDesk : public testing::Test {
protected:
    using PivCard = simulator::device::PivCard;

    explicit BluetoothDesk(bool display = true)
        : m_card(identityOf(simulator::device::KeyKind::P256), display) {
        m_place.address = m_world.nextAddress();
    }
    void SetUp() override { setUp(); }
    void setUp() {
        const auto added = m_world.bluetooth().add(m_place, m_card, phones());
        ASSERT_TRUE(added) << added.error().detail;
    }
    void TearDown() override {
        (void)m_world.bluetooth().follow(m_place.address, "on");
        m_world.bluetooth().remove(m_place.address);
    }

    [[nodiscard]] simulator::device::KnownPhones phones() const {
        return simulator::device::KnownPhones(m_world.directory() + "/phones-" + m_place.address);
    }
    // It was added before.
    void letIn() {
        m_world.bluetooth().remove(m_place.address);
        auto known = phones();
        ASSERT_TRUE(known.add(m_key.publicKey().point));
        setUp();
    }
    void follow(std::string_view word) {
        const auto done = m_world.bluetooth().follow(m_place.address, word);
        ASSERT_TRUE(done) << done.error().detail;
    }

    [[nodiscard]] confirm::DeviceKeys keys() const {
        confirm::DeviceKeys it;
        it.pairing = &m_key;
        it.trust.authorities = {m_card.identity().authority};
        it.trust.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        it.trust.registered = m_card.identity().signingCertificate;
        return it;
    }
    [[nodiscard]] confirm::FoundDevice device() const {
        return {confirm::DeviceWay::Bluetooth, m_place.address, m_place.name};
    }
    Result<std::unique_ptr<apdu::Card>> connect(
        const confirm::DeviceKeys& phone,
        const Deadline& deadline = Deadline::in(std::chrono::seconds(10))) {
        return m_devices.connect(device(), phone, deadline);
    }
    Result<std::unique_ptr<apdu::Card>> connect() { return connect(keys()); }

    static confirm::BluetoothTimes shortTimes() {
        using namespace std::chrono_literals;
        return {.search = 200ms, .exchange = {.silence = 2000ms, .whole = 10'000ms}};
    }

    BluetoothWorld& m_world = BluetoothWorld::get();
    const crypto::EcPrivateKey m_key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    simulator::device::BluetoothPlace m_place;
    PivCard m_card;
    confirm::BluetoothDevices m_devices{shortTimes()};
};

}  // namespace tappay::test
