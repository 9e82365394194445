#include "simulator/sandbox/ports.h"

#include <QTcpServer>

namespace tappay::simulator::sandbox {

Ports freePorts() {
    // Both are held together, so that they differ.
    QTcpServer backEnd, network;
    backEnd.listen(QHostAddress::LocalHost, 0);
    network.listen(QHostAddress::LocalHost, 0);
    return {backEnd.serverPort(), network.serverPort()};
}

bool isTaken(std::uint16_t port) {
    QTcpServer probe;
    return !probe.listen(QHostAddress::LocalHost, port);
}

}  // namespace tappay::simulator::sandbox
