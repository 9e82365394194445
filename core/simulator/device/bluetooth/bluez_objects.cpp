#include "simulator/device/bluetooth/bluez_objects.h"

#include <QtDBus/QDBusMetaType>

namespace tappay::simulator::device {

namespace {

const QString kService = QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470001");
const QString kControlPoint = QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470002");
const QString kStatus = QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470003");
const QString kLargestFrame = QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470004");
const QString kRevision = QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470005");
const QString kNotifications = QStringLiteral("00002902-0000-1000-8000-00805f9b34fb");

QVariant objectAt(const QString& path) {
    return QVariant::fromValue(QDBusObjectPath(path));
}

}  // namespace

DevicePaths::DevicePaths(const std::string& address)
    : device(kAdapterPath + QStringLiteral("/dev_") +
             QString::fromStdString(address).replace(QLatin1Char(':'), QLatin1Char('_'))),
      service(device + QStringLiteral("/service0010")),
      controlPoint(service + QStringLiteral("/char0011")),
      status(service + QStringLiteral("/char0013")),
      notifications(status + QStringLiteral("/desc0015")),
      largestFrame(service + QStringLiteral("/char0016")),
      revision(service + QStringLiteral("/char0018")) {}

void registerBluezTypes() {
    qDBusRegisterMetaType<Interfaces>();
    qDBusRegisterMetaType<Objects>();
}

QVariantMap adapterProperties() {
    return {{QStringLiteral("Address"), QStringLiteral("C0:FF:EE:00:00:00")},
            {QStringLiteral("Name"), QStringLiteral("virtual")},
            {QStringLiteral("Alias"), QStringLiteral("virtual")},
            {QStringLiteral("Class"), 0U},
            {QStringLiteral("Powered"), true},
            {QStringLiteral("Discoverable"), false},
            {QStringLiteral("Pairable"), false},
            {QStringLiteral("Discovering"), false},
            {QStringLiteral("UUIDs"), QStringList()}};
}

QVariantMap deviceProperties(const BluetoothPlace& place) {
    const auto name = QString::fromStdString(place.name);
    return {{QStringLiteral("Address"), QString::fromStdString(place.address)},
            {QStringLiteral("AddressType"), QStringLiteral("random")},
            {QStringLiteral("Name"), name},
            {QStringLiteral("Alias"), name},
            {QStringLiteral("Adapter"), objectAt(kAdapterPath)},
            {QStringLiteral("UUIDs"), QStringList(kService)},
            {QStringLiteral("RSSI"), QVariant::fromValue<short>(-50)},
            {QStringLiteral("Connected"), false},
            {QStringLiteral("ServicesResolved"), false},
            {QStringLiteral("Paired"), false},
            {QStringLiteral("Trusted"), false}};
}

Objects serviceObjects(const DevicePaths& paths, const BluetoothPlace& place) {
    Objects objects;
    objects[QDBusObjectPath(paths.service)][kServiceInterface] = {
        {QStringLiteral("UUID"), kService},
        {QStringLiteral("Device"), objectAt(paths.device)},
        {QStringLiteral("Primary"), true}};
    const auto value = [&](const QString& path, const QString& uuid, const char* flag) {
        objects[QDBusObjectPath(path)][kValueInterface] = {
            {QStringLiteral("UUID"), uuid},
            {QStringLiteral("Service"), objectAt(paths.service)},
            {QStringLiteral("Flags"), QStringList(QString::fromLatin1(flag))},
            {QStringLiteral("MTU"), QVariant::fromValue<ushort>(place.transferUnit)}};
    };
    value(paths.controlPoint, kControlPoint, "write");
    value(paths.status, kStatus, "notify");
    value(paths.largestFrame, kLargestFrame, "read");
    value(paths.revision, kRevision, "read");
    objects[QDBusObjectPath(paths.notifications)][kDescriptorInterface] = {
        {QStringLiteral("UUID"), kNotifications},
        {QStringLiteral("Characteristic"), objectAt(paths.status)}};
    return objects;
}

}  // namespace tappay::simulator::device
