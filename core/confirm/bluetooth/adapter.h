#pragma once

namespace tappay::confirm {

// Whether the owner of this machine has switched Bluetooth off, as far as the platform says.
bool isBluetoothOff();

}  // namespace tappay::confirm
