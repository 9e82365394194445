#include "confirm/bluetooth/device_search.h"

#include <QtBluetooth/QBluetoothDeviceDiscoveryAgent>

#include <condition_variable>
#include <mutex>
#include <optional>

#include "confirm/bluetooth/gatt_service.h"

namespace tappay::confirm {

namespace {

using Agent = QBluetoothDeviceDiscoveryAgent;
using Found = Result<std::vector<FoundDevice>>;

// What the Bluetooth thread has found, for whoever waits elsewhere.
struct Answer {
    std::mutex mutex;
    std::condition_variable_any given;
    std::optional<Found> found;

    void give(Found what) {
        {
            const std::scoped_lock lock(mutex);
            if (!found) found = std::move(what);
        }
        given.notify_all();
    }
    std::optional<Found> wait(const Deadline& deadline) {
        std::unique_lock lock(mutex);
        given.wait_until(lock, deadline.stop, deadline.at, [&] { return found.has_value(); });
        return found;
    }
};

std::string addressOf(const QBluetoothDeviceInfo& info) {
    // Apple's platforms tell no addresses.
    return info.address().isNull() ? info.deviceUuid().toString().toStdString()
                                   : info.address().toString().toStdString();
}

std::vector<FoundDevice> devicesAmong(const QList<QBluetoothDeviceInfo>& all) {
    std::vector<FoundDevice> devices;
    for (const auto& info : all) {
        // One that the platform only remembers has no strength of a signal.
        if (info.rssi() != 0 && info.serviceUuids().contains(gatt::kService))
            devices.push_back({DeviceWay::Bluetooth, addressOf(info), info.name().toStdString()});
    }
    return devices;
}

Failure failureOf(Agent::Error error) {
    switch (error) {
        case Agent::PoweredOffError:
            return {FailureCode::NotConfigured, "Bluetooth is off"};
        case Agent::MissingPermissionsError:
            return {FailureCode::PermissionDenied, "Bluetooth"};
        default:
            return {FailureCode::NotConfigured, "no Bluetooth"};
    }
}

void begin(QObject& owner, std::chrono::milliseconds howLong,
           const std::shared_ptr<Answer>& answer) {
    auto* agent = new Agent(&owner);
    agent->setLowEnergyDiscoveryTimeout(static_cast<int>(howLong.count()));
    QObject::connect(agent, &Agent::finished, agent,
                     [agent, answer] { answer->give(devicesAmong(agent->discoveredDevices())); });
    QObject::connect(agent, &Agent::errorOccurred, agent, [answer](Agent::Error error) {
        answer->give(std::unexpected(failureOf(error)));
    });
    agent->start(Agent::LowEnergyMethod);
}

}  // namespace

Found searchBluetooth(BluetoothThread& thread, std::chrono::milliseconds howLong,
                      const Deadline& deadline) {
    auto answer = std::make_shared<Answer>();
    auto* owner = new QObject;
    thread.adopt(owner);
    thread.post([owner, howLong, answer] { begin(*owner, howLong, answer); });
    auto found = answer->wait(deadline);
    owner->deleteLater();
    if (found) return std::move(*found);
    return fail(deadline.cancelled() ? FailureCode::Cancelled : FailureCode::DeviceTimeout,
                "looking for devices");
}

}  // namespace tappay::confirm
