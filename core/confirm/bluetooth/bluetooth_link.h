#pragma once

#include <memory>

#include "confirm/bluetooth/bluetooth_thread.h"
#include "confirm/bluetooth/frame_link.h"
#include "confirm/bluetooth/gatt_connection.h"

namespace tappay::confirm {

// A connection over Bluetooth LE, from open() to destruction.
class BluetoothLink final : public FrameLink {
public:
    // DeviceRemoved; NotFound when the platform doesn't know this device at the moment;
    // DeviceUnsupported without the service; NotConfigured without Bluetooth; PermissionDenied;
    // DeviceTimeout, Cancelled.
    static Result<std::unique_ptr<BluetoothLink>> open(std::shared_ptr<BluetoothThread> thread,
                                                       const std::string& address,
                                                       const Deadline& deadline);
    ~BluetoothLink() override;

    [[nodiscard]] std::size_t largestFrame() const override { return m_largest; }
    Result<void> write(const std::vector<Bytes>& frames, const Deadline& deadline) override;
    Result<Bytes> read(const Deadline& deadline) override { return m_events->nextFrame(deadline); }

private:
    BluetoothLink(std::shared_ptr<BluetoothThread> thread, const std::string& address);

    const std::shared_ptr<BluetoothThread> m_thread;
    const std::shared_ptr<LinkEvents> m_events = std::make_shared<LinkEvents>();
    GattConnection* const m_connection;  // lives on that thread, and is deleted there
    std::size_t m_largest = 0, m_asked = 0;
};

}  // namespace tappay::confirm
