#include "simulator/network/server.h"

#include <QHostAddress>
#include <QPointer>
#include <QTimer>
#include <memory>

namespace tappay::simulator::network {

Server::Server(Switch& network, const Log& log, QObject* parent)
    : QObject(parent), m_switch(network), m_log(log) {
    connect(&m_listener, &QTcpServer::newConnection, this, &Server::accept);
}

Result<std::uint16_t> Server::listen(const QString& address, std::uint16_t port) {
    const QHostAddress host(address);
    if (!host.isLoopback()) return fail(FailureCode::NotConfigured, "listen: loopback only");
    if (!m_listener.listen(host, port))
        return fail(FailureCode::HostUnreachable, m_listener.errorString().toStdString());
    return m_listener.serverPort();
}

void Server::accept() {
    while (QTcpSocket* socket = m_listener.nextPendingConnection()) {
        auto frames = std::make_shared<iso8583::FrameReader>();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this,
                [this, socket, frames] { read(socket, *frames); });
    }
}

void Server::read(QTcpSocket* socket, iso8583::FrameReader& frames) {
    const QByteArray received = socket->readAll();
    frames.feed({reinterpret_cast<const std::uint8_t*>(received.constData()),
                 static_cast<std::size_t>(received.size())});
    while (true) {
        const auto frame = frames.next();
        if (!frame) {
            m_log.failure("network", frame.error());
            socket->abort();
            return;
        }
        if (!*frame) return;
        Outcome outcome = m_switch.handle(**frame);
        if (outcome.cut) {
            socket->abort();
            return;
        }
        if (outcome.delay.count() == 0) {
            send(socket, outcome);
            continue;
        }
        QTimer::singleShot(outcome.delay, socket,
                           [socket, outcome = std::move(outcome)] { send(socket, outcome); });
    }
}

void Server::send(QTcpSocket* socket, const Outcome& outcome) {
    for (const Bytes& answer : outcome.answers)
        socket->write(reinterpret_cast<const char*>(answer.data()),
                      static_cast<qint64>(answer.size()));
}

}  // namespace tappay::simulator::network
