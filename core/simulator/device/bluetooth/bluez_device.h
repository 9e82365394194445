#pragma once

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>

#include "simulator/device/bluetooth/bluez_objects.h"
#include "simulator/device/bluetooth/gatt_peripheral.h"
#include "simulator/device/bluetooth/link_script.h"

namespace tappay::simulator::device {

// One remote device as BlueZ shows it: connection, services, values. Answers the calls to its
// paths.
class BluezDevice final {
public:
    BluezDevice(QDBusConnection bus, BluetoothPlace place, std::unique_ptr<ChannelEnd> channel);

    [[nodiscard]] const BluetoothPlace& place() const { return m_place; }
    [[nodiscard]] bool owns(const QString& path) const { return path.startsWith(m_paths.device); }
    [[nodiscard]] Objects objects() const;
    void call(const QDBusMessage& message);

    void setFault(LinkFault fault) { m_fault = fault; }
    // Comes near, or goes and takes its connection along.
    void setThere(bool there);
    [[nodiscard]] unsigned connections() const { return m_connections; }

private:
    void connectTo(const QDBusMessage& message);
    void disconnectFrom();
    void write(const QDBusMessage& message);
    void writeNow(const QDBusMessage& message);
    [[nodiscard]] QByteArray read(const QString& path) const;
    void notify(std::vector<Bytes> frames, bool answer);
    void emitFrame(const Bytes& frame);
    void breakLink();
    void replay();
    void changed(const QString& property, const QVariant& value);
    void added(const QString& path, const Interfaces& interfaces);
    void removed(const QString& path, const Interfaces& interfaces);

    QDBusConnection m_bus;
    const BluetoothPlace m_place;
    const DevicePaths m_paths;
    QVariantMap m_properties;
    Objects m_services;  // empty until it is connected
    GattPeripheral m_peripheral;
    LinkFault m_fault = LinkFault::None;
    bool m_there = true, m_notifying = false;
    std::vector<Bytes> m_written;  // the frames of the last message
    unsigned m_connections = 0;
};

}  // namespace tappay::simulator::device
