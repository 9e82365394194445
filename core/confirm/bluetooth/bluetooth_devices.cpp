#include "confirm/bluetooth/bluetooth_devices.h"

#include <algorithm>

#include "confirm/bluetooth/bluetooth_link.h"
#include "confirm/bluetooth/channel_card.h"
#include "confirm/bluetooth/device_search.h"

namespace tappay::confirm {

Result<std::vector<FoundDevice>> BluetoothDevices::find(const Deadline& deadline) {
    return searchBluetooth(*m_thread, std::min(m_times.search, deadline.left()), deadline);
}

Result<std::unique_ptr<apdu::Card>> BluetoothDevices::connect(const FoundDevice& device,
                                                              const DeviceKeys& keys,
                                                              const Deadline& deadline) {
    auto link = BluetoothLink::open(m_thread, device.address, deadline);
    if (!link && link.error().code == FailureCode::NotFound) {
        TAPPAY_TRY(there, find(deadline));
        if (std::ranges::find(there, device.address, &FoundDevice::address) == there.end())
            return fail(FailureCode::DeviceRemoved, "not there");
        link = BluetoothLink::open(m_thread, device.address, deadline);
    }
    if (!link) return std::unexpected(std::move(link).error());
    return ChannelCard::open(std::move(*link), keys, deadline, m_times.exchange);
}

}  // namespace tappay::confirm
