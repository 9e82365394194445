#include "confirm/bluetooth/adapter.h"

#include <QtCore/QtGlobal>

#ifndef Q_OS_IOS
#include <QtBluetooth/QBluetoothLocalDevice>
#endif

namespace tappay::confirm {

bool isBluetoothOff() {
#ifdef Q_OS_IOS
    return false;  // an error of its own there
#else
    const QBluetoothLocalDevice adapter;
    return adapter.isValid() && adapter.hostMode() == QBluetoothLocalDevice::HostPoweredOff;
#endif
}

}  // namespace tappay::confirm
