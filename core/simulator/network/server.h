#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include "simulator/network/switch.h"

namespace tappay::simulator::network {

// Carries frames between TCP connections and the switch, in the thread of its event loop. A
// connection that sends what is no frame is closed; the others go on.
class Server : public QObject {
    Q_OBJECT

public:
    Server(Switch& network, const Log& log, QObject* parent = nullptr);
    // Port 0 takes a free one. HostUnreachable when the address can't be taken.
    Result<std::uint16_t> listen(const QString& address, std::uint16_t port);

private:
    void accept();
    void read(QTcpSocket* socket, iso8583::FrameReader& frames);
    static void send(QTcpSocket* socket, const Outcome& outcome);

    Switch& m_switch;
    const Log& m_log;
    QTcpServer m_listener;
};

}  // namespace tappay::simulator::network
