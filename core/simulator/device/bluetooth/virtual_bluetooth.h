#pragma once

#include <QtCore/QThread>
#include <QtDBus/QDBusVirtualObject>

#include <memory>
#include <string_view>
#include <vector>

#include "simulator/device/bluetooth/bluez_device.h"

namespace tappay::simulator::device {

// org.bluez on a bus: one adapter. On one thread, that of its owner below.
class Bluez final : public QDBusVirtualObject {
public:
    explicit Bluez(QDBusConnection bus);

    Result<void> takeName();
    void add(const BluetoothPlace& place, std::unique_ptr<ChannelEnd> channel);
    void remove(std::string_view address);
    // Null when there is none at this address.
    BluezDevice* at(std::string_view address);
    void power(bool on);

    QString introspect(const QString& /*path*/) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& bus) override;

private:
    [[nodiscard]] Objects objects() const;
    [[nodiscard]] QDBusMessage property(const QDBusMessage& message) const;
    bool ofAdapter(const QDBusMessage& message);

    QDBusConnection m_bus;
    QVariantMap m_adapter = adapterProperties();
    std::vector<std::unique_ptr<BluezDevice>> m_devices;
};

// Virtual devices behind a Bluetooth service of our own, on a bus that is not the system's. A
// program that looks for Bluetooth there has to be started with DBUS_SYSTEM_BUS_ADDRESS and, for Qt
// to take it for a service new enough, BLUETOOTH_FORCE_DBUS_LE_VERSION=5.66.
class VirtualBluetooth {
public:
    // NotConfigured when the bus can't be reached, or has such a service.
    static Result<std::unique_ptr<VirtualBluetooth>> start(const std::string& busAddress);
    VirtualBluetooth(const VirtualBluetooth&) = delete;
    VirtualBluetooth& operator=(const VirtualBluetooth&) = delete;
    ~VirtualBluetooth();

    // The card outlives its place here. Failures are those of ChannelEnd::make.
    Result<void> add(const BluetoothPlace& place, PivCard& card, KnownPhones phones);
    void remove(const std::string& address);
    // "on", "off": the adapter. "near", "away": the device. Or a word of LinkFault.
    Result<void> follow(const std::string& address, std::string_view word);
    [[nodiscard]] unsigned connections(const std::string& address);

private:
    explicit VirtualBluetooth(QString connectionName) : m_name(std::move(connectionName)) {}
    Result<void> begin(const QString& busAddress);
    // Done on its thread, and waited for.
    template <typename Work>
    void there(Work work);

    const QString m_name;
    QThread m_thread;
    QObject m_there;
    std::unique_ptr<Bluez> m_bluez;
};

}  // namespace tappay::simulator::device
