#include "simulator/device/bluetooth/virtual_bluetooth.h"

#include <algorithm>
#include <atomic>

namespace tappay::simulator::device {

namespace {

const QString kName = QStringLiteral("org.bluez");
const QString kPowered = QStringLiteral("Powered");
const QString kProperties = QStringLiteral("org.freedesktop.DBus.Properties");

}  // namespace

Bluez::Bluez(QDBusConnection bus) : m_bus(std::move(bus)) {}

Result<void> Bluez::takeName() {
    if (m_bus.isConnected() &&
        m_bus.registerVirtualObject(QStringLiteral("/"), this, QDBusConnection::SubPath) &&
        m_bus.registerService(kName))
        return {};
    return fail(FailureCode::NotConfigured, m_bus.lastError().message().toStdString());
}

void Bluez::add(const BluetoothPlace& place, std::unique_ptr<ChannelEnd> channel) {
    m_devices.push_back(std::make_unique<BluezDevice>(m_bus, place, std::move(channel)));
    m_devices.back()->setThere(false);
    m_devices.back()->setThere(true);
}

void Bluez::remove(std::string_view address) {
    if (auto* device = at(address)) device->setThere(false);
    std::erase_if(m_devices,
                  [&](const auto& device) { return device->place().address == address; });
}

BluezDevice* Bluez::at(std::string_view address) {
    const auto found = std::ranges::find_if(
        m_devices, [&](const auto& device) { return device->place().address == address; });
    return found == m_devices.end() ? nullptr : found->get();
}

void Bluez::power(bool on) {
    m_adapter[kPowered] = on;
    auto signal =
        QDBusMessage::createSignal(kAdapterPath, kProperties, QStringLiteral("PropertiesChanged"));
    signal << kAdapterInterface << QVariantMap{{kPowered, on}} << QStringList();
    m_bus.send(signal);
}

Objects Bluez::objects() const {
    Objects all;
    all[QDBusObjectPath(kAdapterPath)][kAdapterInterface] = m_adapter;
    for (const auto& device : m_devices)
        all.insert(device->objects());
    return all;
}

bool Bluez::handleMessage(const QDBusMessage& message, const QDBusConnection& /*bus*/) {
    if (message.member() == QStringLiteral("GetManagedObjects"))
        return m_bus.send(message.createReply(QVariant::fromValue(objects())));
    if (message.interface() == kProperties) return m_bus.send(property(message));
    for (const auto& device : m_devices)
        if (device->owns(message.path())) {
            device->call(message);
            return true;
        }
    return message.path() == kAdapterPath && ofAdapter(message);
}

QDBusMessage Bluez::property(const QDBusMessage& message) const {
    const auto all = objects().value(QDBusObjectPath(message.path()));
    const auto properties = all.value(message.arguments().value(0).toString());
    if (message.member() == QStringLiteral("GetAll")) return message.createReply(properties);
    const auto name = message.arguments().value(1).toString();
    if (message.member() == QStringLiteral("Get") && properties.contains(name))
        return message.createReply(QVariant::fromValue(QDBusVariant(properties.value(name))));
    return message.createErrorReply(QDBusError::InvalidArgs, QStringLiteral("no such property"));
}

// Looking for devices finds nothing new: those that are there are known.
bool Bluez::ofAdapter(const QDBusMessage& message) {
    return m_bus.send(message.createReply());
}

Result<std::unique_ptr<VirtualBluetooth>> VirtualBluetooth::start(const std::string& busAddress) {
    static std::atomic<unsigned> count = 0;
    registerBluezTypes();
    const auto name = QStringLiteral("virtual-bluetooth-%1").arg(++count);
    auto bluetooth = std::unique_ptr<VirtualBluetooth>(new VirtualBluetooth(name));
    TAPPAY_CHECK(bluetooth->begin(QString::fromStdString(busAddress)));
    return bluetooth;
}

template <typename Work>
void VirtualBluetooth::there(Work work) {
    QMetaObject::invokeMethod(&m_there, std::move(work), Qt::BlockingQueuedConnection);
}

Result<void> VirtualBluetooth::begin(const QString& busAddress) {
    m_there.moveToThread(&m_thread);
    m_thread.start();
    Result<void> begun;
    there([&] {
        m_bluez = std::make_unique<Bluez>(QDBusConnection::connectToBus(busAddress, m_name));
        begun = m_bluez->takeName();
    });
    return begun;
}

VirtualBluetooth::~VirtualBluetooth() {
    there([&] {
        m_bluez.reset();
        QDBusConnection::disconnectFromBus(m_name);
    });
    m_thread.quit();
    m_thread.wait();
}

Result<void> VirtualBluetooth::add(const BluetoothPlace& place, PivCard& card, KnownPhones phones) {
    TAPPAY_TRY(channel, ChannelEnd::make(card, std::move(phones)));
    there([&] { m_bluez->add(place, std::move(channel)); });
    return {};
}

void VirtualBluetooth::remove(const std::string& address) {
    there([&] { m_bluez->remove(address); });
}

Result<void> VirtualBluetooth::follow(const std::string& address, std::string_view word) {
    Result<void> followed;
    there([&] {
        auto* device = m_bluez->at(address);
        const auto fault = linkFaultOf(word);
        if (device == nullptr)
            followed = fail(FailureCode::NotFound, "no virtual device at " + address);
        else if (word == "on" || word == "off")
            m_bluez->power(word == "on");
        else if (word == "near" || word == "away")
            device->setThere(word == "near");
        else if (fault)
            device->setFault(*fault);
        else
            followed = fail(FailureCode::InputMalformed,
                            "no such fault of a connection: " + std::string(word));
    });
    return followed;
}

unsigned VirtualBluetooth::connections(const std::string& address) {
    unsigned count = 0;
    there([&] {
        if (const auto* device = m_bluez->at(address)) count = device->connections();
    });
    return count;
}

}  // namespace tappay::simulator::device
