#include "confirm/bluetooth/transfer_unit.h"

#include <QtCore/QtGlobal>

#include "protocol/device_framing.h"

#if defined(Q_OS_LINUX) && !defined(Q_OS_ANDROID)
#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>

#include "confirm/bluetooth/gatt_service.h"
#endif

namespace tappay::confirm {

namespace {

constexpr int kHeader = 3;  // of a write or notification (Bluetooth Core, volume 3, part F, 3.4)

#if defined(Q_OS_LINUX) && !defined(Q_OS_ANDROID)
using Interfaces = QMap<QString, QVariantMap>;
using Objects = QMap<QDBusObjectPath, Interfaces>;
constexpr int kPatience = 1000;  // milliseconds

Objects objectsOfBlueZ() {
    const auto question = QDBusMessage::createMethodCall(
        QStringLiteral("org.bluez"), QStringLiteral("/"),
        QStringLiteral("org.freedesktop.DBus.ObjectManager"), QStringLiteral("GetManagedObjects"));
    const auto answer = QDBusConnection::systemBus().call(question, QDBus::Block, kPatience);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty()) return {};
    return qdbus_cast<Objects>(answer.arguments().constFirst());
}

QString pathOf(const Objects& objects, const QString& address) {
    for (auto it = objects.cbegin(); it != objects.cend(); ++it) {
        const auto device = it->value(QStringLiteral("org.bluez.Device1"));
        if (device.value(QStringLiteral("Address")).toString() == address) return it.key().path();
    }
    return {};
}

// Qt's controller doesn't say it on this platform, BlueZ does (5.62 and later).
int transferUnit(const QLowEnergyController& controller) {
    const auto objects = objectsOfBlueZ();
    const auto device = pathOf(objects, controller.remoteAddress().toString());
    for (auto it = objects.cbegin(); it != objects.cend() && !device.isEmpty(); ++it) {
        const auto value = it->value(QStringLiteral("org.bluez.GattCharacteristic1"));
        const QBluetoothUuid uuid(value.value(QStringLiteral("UUID")).toString());
        if (it.key().path().startsWith(device) && uuid == gatt::kStatus)
            return value.value(QStringLiteral("MTU"), -1).toInt();
    }
    return -1;
}
#else
int transferUnit(const QLowEnergyController& controller) {
    return controller.mtu();
}
#endif

}  // namespace

std::size_t longestValue(const QLowEnergyController& controller) {
    const int unit = transferUnit(controller);
    const int least = static_cast<int>(protocol::kLeastFrame);
    return static_cast<std::size_t>(std::max(unit - kHeader, least));
}

}  // namespace tappay::confirm
