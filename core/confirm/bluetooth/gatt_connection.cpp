#include "confirm/bluetooth/gatt_connection.h"

#include <QtBluetooth/QBluetoothDeviceInfo>

#include <algorithm>

#include "confirm/bluetooth/adapter.h"
#include "confirm/bluetooth/gatt_service.h"
#include "confirm/bluetooth/transfer_unit.h"
#include "protocol/device_framing.h"

namespace tappay::confirm {

namespace {

// One packet with the data length extension; longer ones gain nothing.
constexpr std::size_t kMostUseful = 244;

QBluetoothDeviceInfo deviceAt(const QString& address) {
    QBluetoothDeviceInfo info = QBluetoothAddress(address).isNull()
                                    ? QBluetoothDeviceInfo(QBluetoothUuid(address), {}, 0)
                                    : QBluetoothDeviceInfo(QBluetoothAddress(address), {}, 0);
    info.setCoreConfigurations(QBluetoothDeviceInfo::LowEnergyCoreConfiguration);
    return info;
}

Bytes bytesOf(const QByteArray& octets) {
    return {octets.begin(), octets.end()};
}

}  // namespace

void GattConnection::open() {
    m_controller.reset(QLowEnergyController::createCentral(deviceAt(m_address)));
    follow();
    m_controller->connectToDevice();
}

void GattConnection::follow() {
    auto* controller = m_controller.get();
    connect(controller, &QLowEnergyController::connected, controller,
            &QLowEnergyController::discoverServices);
    connect(controller, &QLowEnergyController::discoveryFinished, this,
            &GattConnection::takeService);
    connect(controller, &QLowEnergyController::errorOccurred, this,
            [this](QLowEnergyController::Error error) { failed(error); });
    connect(controller, &QLowEnergyController::disconnected, this,
            [this] { failed(FailureCode::DeviceRemoved, "disconnected"); });
    connect(controller, &QLowEnergyController::stateChanged, this,
            [this](QLowEnergyController::ControllerState state) {
                if (m_closing && state == QLowEnergyController::UnconnectedState)
                    m_events->closed();
            });
}

void GattConnection::takeService() {
    m_service.reset(m_controller->createServiceObject(gatt::kService));
    if (!m_service) return failed(FailureCode::DeviceUnsupported, "no such service");
    auto* service = m_service.get();
    connect(service, &QLowEnergyService::stateChanged, this,
            [this](QLowEnergyService::ServiceState state) {
                if (state == QLowEnergyService::RemoteServiceDiscovered) subscribe();
            });
    connect(service, &QLowEnergyService::errorOccurred, this, [this] {
        failed(FailureCode::DeviceRemoved, "the device does not take or give a value");
    });
    connect(service, &QLowEnergyService::characteristicChanged, this,
            [this](const QLowEnergyCharacteristic& which, const QByteArray& value) {
                if (which.uuid() == gatt::kStatus) m_events->came(bytesOf(value));
            });
    connect(service, &QLowEnergyService::characteristicWritten, this,
            [this] { m_events->written(); });
    connect(service, &QLowEnergyService::descriptorWritten, this,
            [this] { m_events->ready(largestFrame()); });
    service->discoverDetails(QLowEnergyService::FullDiscovery);
}

void GattConnection::subscribe() {
    const auto revision = m_service->characteristic(gatt::kRevision).value();
    m_controlPoint = m_service->characteristic(gatt::kControlPoint);
    m_status = m_service->characteristic(gatt::kStatus);
    m_longestValue = longestValue(*m_controller);
    const auto notifications = m_status.clientCharacteristicConfiguration();
    if (revision.isEmpty() || revision.front() != gatt::kOurRevision || !m_controlPoint.isValid() ||
        !notifications.isValid() || largestFrame() < protocol::kLeastFrame)
        return failed(FailureCode::DeviceUnsupported, "another revision of the service");
    m_service->writeDescriptor(notifications, QLowEnergyCharacteristic::CCCDEnableNotification);
}

std::size_t GattConnection::largestFrame() const {
    const auto said = bytesOf(m_service->characteristic(gatt::kLargestFrame).value());
    if (said.size() != 2) return 0;
    const auto ofDevice = static_cast<std::size_t>(said[0] << 8 | said[1]);
    return std::min({ofDevice, m_longestValue, kMostUseful});
}

void GattConnection::failed(QLowEnergyController::Error error) {
    switch (error) {
        case QLowEnergyController::UnknownRemoteDeviceError:
            return failed(FailureCode::NotFound, "no such device is known");
        case QLowEnergyController::InvalidBluetoothAdapterError:
            return failed(FailureCode::NotConfigured, "no Bluetooth");
        case QLowEnergyController::MissingPermissionsError:
            return failed(FailureCode::PermissionDenied, "Bluetooth");
        case QLowEnergyController::ConnectionError:
            return isBluetoothOff() ? failed(FailureCode::NotConfigured, "Bluetooth is off")
                                    : failed(FailureCode::DeviceRemoved, "no connection");
        default:
            return failed(FailureCode::DeviceRemoved, "connection lost or refused");
    }
}

void GattConnection::failed(FailureCode code, const char* detail) {
    m_events->broken({code, detail});
}

void GattConnection::write(const QByteArray& frame) {
    // Without the service it has been told that the link is broken.
    if (m_service && m_controlPoint.isValid())
        m_service->writeCharacteristic(m_controlPoint, frame, QLowEnergyService::WriteWithResponse);
}

void GattConnection::close() {
    m_closing = true;
    failed(FailureCode::DeviceRemoved, "closed");
    if (!m_controller || m_controller->state() == QLowEnergyController::UnconnectedState)
        return m_events->closed();
    m_controller->disconnectFromDevice();
}

}  // namespace tappay::confirm
