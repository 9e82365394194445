#pragma once

#include <QtCore/QThread>

#include <functional>
#include <memory>

namespace tappay::confirm {

// The one thread of this process on which Bluetooth's objects live. It ends with its last user,
// who must not be on it.
class BluetoothThread {
public:
    static std::shared_ptr<BluetoothThread> shared();
    BluetoothThread();
    BluetoothThread(const BluetoothThread&) = delete;
    BluetoothThread& operator=(const BluetoothThread&) = delete;
    ~BluetoothThread();

    // Done there, in the order they were given.
    void post(std::function<void()> work);
    // From now on it lives there; it has no parent.
    void adopt(QObject* object) { object->moveToThread(&m_thread); }

private:
    QThread m_thread;
    QObject m_there;
};

}  // namespace tappay::confirm
