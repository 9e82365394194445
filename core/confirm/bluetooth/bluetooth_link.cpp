#include "confirm/bluetooth/bluetooth_link.h"

namespace tappay::confirm {

namespace {

using namespace std::chrono_literals;

// A platform that doesn't answer is not waited for longer when a connection ends.
constexpr auto kClosing = 1000ms;
// For each frame. Where nothing answers, the platform itself would wait for half a minute.
constexpr auto kWriting = 5000ms;

}  // namespace

BluetoothLink::BluetoothLink(std::shared_ptr<BluetoothThread> thread, const std::string& address)
    : m_thread(std::move(thread)),
      m_connection(new GattConnection(QString::fromStdString(address), m_events)) {
    m_thread->adopt(m_connection);
}

Result<std::unique_ptr<BluetoothLink>> BluetoothLink::open(std::shared_ptr<BluetoothThread> thread,
                                                           const std::string& address,
                                                           const Deadline& deadline) {
    auto link = std::unique_ptr<BluetoothLink>(new BluetoothLink(std::move(thread), address));
    link->m_thread->post([connection = link->m_connection] { connection->open(); });
    TAPPAY_TRY(largest, link->m_events->waitReady(deadline));
    link->m_largest = largest;
    return link;
}

// The device may be looked for and connected to again at once: it has to know that this is over.
BluetoothLink::~BluetoothLink() {
    m_thread->post([connection = m_connection] { connection->close(); });
    m_events->waitClosed(Deadline::in(kClosing));
    m_connection->deleteLater();
}

Result<void> BluetoothLink::write(const std::vector<Bytes>& frames, const Deadline& deadline) {
    const auto before = m_asked;
    m_asked += frames.size();
    m_thread->post([connection = m_connection, frames] {
        for (const auto& frame : frames)
            connection->write(QByteArray(reinterpret_cast<const char*>(frame.data()),
                                         static_cast<qsizetype>(frame.size())));
    });
    for (auto count = before + 1; count <= m_asked; ++count) {
        const auto at = std::min(deadline.at, std::chrono::steady_clock::now() + kWriting);
        TAPPAY_CHECK(m_events->waitWritten(count, {at, deadline.stop}));
    }
    return {};
}

}  // namespace tappay::confirm
