#include "simulator/device/bluetooth/bluez_device.h"

namespace tappay::simulator::device {

namespace {

constexpr int kSlow = 250;  // milliseconds
const QString kFailed = QStringLiteral("org.bluez.Error.Failed");
const QString kNotPermitted = QStringLiteral("org.bluez.Error.NotPermitted");
const QString kConnected = QStringLiteral("Connected");
const QString kResolved = QStringLiteral("ServicesResolved");
const QString kProperties = QStringLiteral("org.freedesktop.DBus.Properties");
const QString kManager = QStringLiteral("org.freedesktop.DBus.ObjectManager");

Bytes bytesOf(const QByteArray& octets) {
    return {octets.begin(), octets.end()};
}

}  // namespace

BluezDevice::BluezDevice(QDBusConnection bus, BluetoothPlace place,
                         std::unique_ptr<ChannelEnd> channel)
    : m_bus(std::move(bus)),
      m_place(std::move(place)),
      m_paths(m_place.address),
      m_properties(deviceProperties(m_place)),
      m_peripheral(std::move(channel), m_place.largestFrame) {
    m_peripheral.notify = [this](std::vector<Bytes> frames, bool answer) {
        notify(std::move(frames), answer);
    };
    m_peripheral.dropLink = [this] { disconnectFrom(); };
}

Objects BluezDevice::objects() const {
    if (!m_there) return {};
    auto all = m_services;
    all[QDBusObjectPath(m_paths.device)][kDeviceInterface] = m_properties;
    return all;
}

void BluezDevice::call(const QDBusMessage& message) {
    const auto member = message.member();
    if (member == QStringLiteral("Connect")) return connectTo(message);
    if (member == QStringLiteral("WriteValue")) return write(message);
    if (member == QStringLiteral("ReadValue")) {
        m_bus.send(message.createReply(read(message.path())));
        return;
    }
    if (member == QStringLiteral("StartNotify")) m_notifying = true;
    if (member == QStringLiteral("StopNotify")) m_notifying = false;
    m_bus.send(message.createReply());
    if (member == QStringLiteral("Disconnect")) disconnectFrom();
}

void BluezDevice::connectTo(const QDBusMessage& message) {
    if (m_fault == LinkFault::RefuseConnect) {
        m_bus.send(message.createErrorReply(kFailed, QStringLiteral("refused")));
        return;
    }
    ++m_connections;
    m_peripheral.reset();
    m_bus.send(message.createReply());
    changed(kConnected, true);
    if (m_fault == LinkFault::NoServices) return;
    m_services = serviceObjects(m_paths, m_place);
    for (auto it = m_services.cbegin(); it != m_services.cend(); ++it)
        added(it.key().path(), *it);
    changed(kResolved, true);
}

void BluezDevice::disconnectFrom() {
    m_peripheral.reset();
    m_notifying = false;
    for (auto it = m_services.cbegin(); it != m_services.cend(); ++it)
        removed(it.key().path(), *it);
    m_services.clear();
    changed(kResolved, false);
    changed(kConnected, false);
}

void BluezDevice::setThere(bool there) {
    if (there == m_there) return;
    if (!there) disconnectFrom();
    m_there = there;
    const Interfaces interfaces{{kDeviceInterface, m_properties}};
    there ? added(m_paths.device, interfaces) : removed(m_paths.device, interfaces);
}

void BluezDevice::write(const QDBusMessage& message) {
    if (m_fault == LinkFault::RefuseWrites || m_services.isEmpty()) {
        m_bus.send(message.createErrorReply(kNotPermitted, QStringLiteral("refused")));
        return;
    }
    if (m_fault != LinkFault::SlowLink) return writeNow(message);
    QTimer::singleShot(kSlow, &m_peripheral, [this, message] { writeNow(message); });
}

void BluezDevice::writeNow(const QDBusMessage& message) {
    m_bus.send(message.createReply());
    const auto frame = bytesOf(message.arguments().value(0).toByteArray());
    if (!frame.empty() && (frame.front() & 0x80) != 0) m_written.clear();
    m_written.push_back(frame);
    m_peripheral.frame(frame);
}

QByteArray BluezDevice::read(const QString& path) const {
    if (path == m_paths.revision) return QByteArray(1, 0x01);
    if (path == m_paths.notifications) return QByteArray(1, m_notifying ? 1 : 0) + '\0';
    if (path != m_paths.largestFrame) return {};
    return QByteArray(1, static_cast<char>(m_place.largestFrame >> 8)) +
           static_cast<char>(m_place.largestFrame & 0xFF);
}

void BluezDevice::notify(std::vector<Bytes> frames, bool answer) {
    if (!m_notifying || m_fault == LinkFault::Silent) return;
    const bool several = frames.size() > 1;
    if (answer && several && (m_fault == LinkFault::LinkLost || m_fault == LinkFault::Vanished)) {
        emitFrame(frames.front());
        return breakLink();
    }
    if (answer && m_fault == LinkFault::Drop) frames.pop_back();
    if (answer && several && m_fault == LinkFault::Swap) std::swap(frames[0], frames[1]);
    if (answer && m_fault == LinkFault::Alter) frames.back().back() ^= 0x01;
    for (const auto& frame : frames) {
        emitFrame(frame);
        if (m_fault == LinkFault::Double) emitFrame(frame);
    }
    if (answer && m_fault == LinkFault::Replay) replay();
}

void BluezDevice::emitFrame(const Bytes& frame) {
    auto signal = QDBusMessage::createSignal(m_paths.status, kProperties,
                                             QStringLiteral("PropertiesChanged"));
    const QByteArray value(reinterpret_cast<const char*>(frame.data()),
                           static_cast<qsizetype>(frame.size()));
    signal << kValueInterface << QVariantMap{{QStringLiteral("Value"), value}} << QStringList();
    m_bus.send(signal);
}

void BluezDevice::breakLink() {
    if (m_fault == LinkFault::Vanished) return setThere(false);
    disconnectFrom();
}

// Whatever stands between the two has kept what the phone wrote.
void BluezDevice::replay() {
    const auto frames = std::exchange(m_written, {});
    for (const auto& frame : frames)
        m_peripheral.frame(frame);
}

void BluezDevice::changed(const QString& property, const QVariant& value) {
    if (m_properties.value(property) == value) return;
    m_properties[property] = value;
    auto signal = QDBusMessage::createSignal(m_paths.device, kProperties,
                                             QStringLiteral("PropertiesChanged"));
    signal << kDeviceInterface << QVariantMap{{property, value}} << QStringList();
    m_bus.send(signal);
}

void BluezDevice::added(const QString& path, const Interfaces& interfaces) {
    auto signal = QDBusMessage::createSignal(QStringLiteral("/"), kManager,
                                             QStringLiteral("InterfacesAdded"));
    signal << QVariant::fromValue(QDBusObjectPath(path)) << QVariant::fromValue(interfaces);
    m_bus.send(signal);
}

void BluezDevice::removed(const QString& path, const Interfaces& interfaces) {
    auto signal = QDBusMessage::createSignal(QStringLiteral("/"), kManager,
                                             QStringLiteral("InterfacesRemoved"));
    signal << QVariant::fromValue(QDBusObjectPath(path)) << QStringList(interfaces.keys());
    m_bus.send(signal);
}

}  // namespace tappay::simulator::device
