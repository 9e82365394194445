#pragma once

#include "confirm/bluetooth/bluetooth_thread.h"
#include "confirm/bluetooth/message_exchange.h"
#include "confirm/device_finder.h"

namespace tappay::confirm {

struct BluetoothTimes {
    std::chrono::milliseconds search{3000};
    ExchangeTimes exchange;
};

// Devices over Bluetooth LE. A program that uses this has a QCoreApplication. Not to be called from
// the thread that Bluetooth's objects live on.
class BluetoothDevices final : public DeviceFinder {
public:
    explicit BluetoothDevices(const BluetoothTimes& times = {}) : m_times(times) {}

    // Also NotConfigured when there is no Bluetooth or it is off, PermissionDenied.
    Result<std::vector<FoundDevice>> find(const Deadline& deadline) override;
    // Those, and the failures of ChannelCard::open. Nothing is sent a second time: looking for the
    // device once more, where the platform has forgotten it, comes before the first octet.
    Result<std::unique_ptr<apdu::Card>> connect(const FoundDevice& device, const DeviceKeys& keys,
                                                const Deadline& deadline) override;

private:
    const BluetoothTimes m_times;
    const std::shared_ptr<BluetoothThread> m_thread = BluetoothThread::shared();
};

}  // namespace tappay::confirm
