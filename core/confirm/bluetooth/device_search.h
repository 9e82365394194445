#pragma once

#include <vector>

#include "confirm/bluetooth/bluetooth_thread.h"
#include "confirm/device_finder.h"

namespace tappay::confirm {

// Devices with our service that say that they are there, heard for that long. NotConfigured without
// Bluetooth, PermissionDenied, Cancelled.
Result<std::vector<FoundDevice>> searchBluetooth(BluetoothThread& thread,
                                                 std::chrono::milliseconds howLong,
                                                 const Deadline& deadline);

}  // namespace tappay::confirm
