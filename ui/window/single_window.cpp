#include "window/single_window.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>
#include <chrono>

#include "base/uuid.h"

namespace tappay::ui {

namespace {

// A window that doesn't answer so long does not live.
constexpr std::chrono::milliseconds kPatience{1500};
const QByteArray kTaken = "taken\n";
constexpr qint64 kLongestLine = 64;

// Each application has a window of its own, so a sandbox's is not the person's.
QString nameFor(const QString& operatorSocket) {
    const QByteArray hash =
        QCryptographicHash::hash(operatorSocket.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QDir runtime(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation));
    return runtime.filePath(QStringLiteral("tappay-window-") + QString::fromLatin1(hash.first(16)));
}

}  // namespace

SingleWindow::SingleWindow(const QString& operatorSocket, QObject* parent)
    : QObject(parent), m_name(nameFor(operatorSocket)) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleWindow::onConnection);
}

bool SingleWindow::handOver(const QString& order) const {
    const int patience = static_cast<int>(kPatience.count());
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patience)) return false;
    socket.write(order.toLatin1() + '\n');
    if (!socket.waitForReadyRead(patience)) return false;
    return socket.readLine(kLongestLine) == kTaken;
}

bool SingleWindow::listen() {
    if (m_server.listen(m_name)) return true;
    // Left behind by one that was killed: nobody answered.
    QLocalServer::removeServer(m_name);
    return m_server.listen(m_name);
}

void SingleWindow::onConnection() {
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() >= kLongestLine) socket->abort();
                return;
            }
            const QByteArray order = socket->readLine(kLongestLine).trimmed();
            if (!order.isEmpty() && !isUuid(order.toStdString())) return socket->abort();
            socket->write(kTaken);
            socket->disconnectFromServer();
            Q_EMIT asked(QString::fromLatin1(order));
        });
    }
}

}  // namespace tappay::ui
