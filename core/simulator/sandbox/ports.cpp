#include "simulator/sandbox/ports.h"

#include <QTcpServer>

namespace tappay::simulator::sandbox {

Ports freePorts() {
    // All are held together, so that they differ.
    QTcpServer backEnd, network, shop;
    for (QTcpServer* server : {&backEnd, &network, &shop})
        server->listen(QHostAddress::LocalHost, 0);
    return {backEnd.serverPort(), network.serverPort(), shop.serverPort()};
}

bool isTaken(std::uint16_t port) {
    QTcpServer probe;
    return !probe.listen(QHostAddress::LocalHost, port);
}

}  // namespace tappay::simulator::sandbox
