#pragma once

#include <QtCore/QMap>
#include <QtCore/QVariantMap>
#include <QtDBus/QDBusObjectPath>

#include <string>

// What BlueZ shows of itself on the bus (doc/adapter-api.txt, device-api.txt and gatt-api.txt of
// BlueZ 5.66), as far as a central needs it.
namespace tappay::simulator::device {

using Interfaces = QMap<QString, QVariantMap>;
using Objects = QMap<QDBusObjectPath, Interfaces>;

inline const QString kAdapterInterface = QStringLiteral("org.bluez.Adapter1");
inline const QString kDeviceInterface = QStringLiteral("org.bluez.Device1");
inline const QString kServiceInterface = QStringLiteral("org.bluez.GattService1");
inline const QString kValueInterface = QStringLiteral("org.bluez.GattCharacteristic1");
inline const QString kDescriptorInterface = QStringLiteral("org.bluez.GattDescriptor1");
inline const QString kAdapterPath = QStringLiteral("/org/bluez/hci0");

// Where a device's connection is, and what it says.
struct BluetoothPlace {
    std::string address = "C0:FF:EE:00:00:01";
    std::string name = "Virtual security device";
    std::size_t largestFrame = 244;
    std::uint16_t transferUnit = 517;
};

// Paths of a device's objects.
struct DevicePaths {
    explicit DevicePaths(const std::string& address);
    QString device, service, controlPoint, status, notifications, largestFrame, revision;
};

void registerBluezTypes();
QVariantMap adapterProperties();
QVariantMap deviceProperties(const BluetoothPlace& place);
// Known once the services of the device are.
Objects serviceObjects(const DevicePaths& paths, const BluetoothPlace& place);

}  // namespace tappay::simulator::device
