#include "confirm/bluetooth/bluetooth_thread.h"

#include <mutex>

namespace tappay::confirm {

std::shared_ptr<BluetoothThread> BluetoothThread::shared() {
    static std::mutex mutex;
    static std::weak_ptr<BluetoothThread> last;
    const std::scoped_lock lock(mutex);
    auto thread = last.lock();
    if (!thread) last = thread = std::make_shared<BluetoothThread>();
    return thread;
}

BluetoothThread::BluetoothThread() {
    m_thread.setObjectName(QStringLiteral("bluetooth"));
    m_there.moveToThread(&m_thread);
    m_thread.start();
}

BluetoothThread::~BluetoothThread() {
    // Behind everything that was posted.
    post([this] { m_thread.quit(); });
    m_thread.wait();
}

void BluetoothThread::post(std::function<void()> work) {
    QMetaObject::invokeMethod(&m_there, std::move(work), Qt::QueuedConnection);
}

}  // namespace tappay::confirm
