#include "agent/server.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <algorithm>

#include "agent/json.h"

namespace tappay::agent {

namespace {

constexpr int kProbeMs = 500;

// The same person, or root. Not a defence against other programs of that person.
bool peerAllowed(const QLocalSocket& socket) {
    ucred peer{};
    socklen_t length = sizeof peer;
    return getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer,
                      &length) == 0 &&
           (peer.uid == geteuid() || peer.uid == 0);
}

bool somebodyListens(const QString& path) {
    QLocalSocket probe;
    probe.connectToServer(path);
    return probe.waitForConnected(kProbeMs);
}

Result<void> makeRoom(const QString& path) {
    const QString directory = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(directory)) {
        if (!QDir().mkpath(directory))
            return fail(FailureCode::NotConfigured,
                        "cannot make directory " + directory.toStdString());
        QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    struct stat info{};
    const QByteArray native = QFile::encodeName(path);
    if (lstat(native.constData(), &info) != 0) return {};
    if (!S_ISSOCK(info.st_mode))
        return fail(FailureCode::NotConfigured, path.toStdString() + " is not a socket");
    if (somebodyListens(path))
        return fail(FailureCode::AlreadyRunning, path.toStdString() + " is in use");
    QLocalServer::removeServer(path);
    return {};
}

}  // namespace

Server::Server(terminal::Terminal& terminal, const LogTail& logTail, const Clock& clock,
               const Log& log)
    : m_log(log),
      m_cardReading(terminal),
      m_around{terminal, m_cardReading, logTail, clock},
      m_changes(terminal) {
    connect(&m_changes, &ChangeFeed::statusChanged, this, [this](const terminal::Status& status) {
        broadcast({}, QStringLiteral("status.changed"), toJson(status));
    });
    connect(&m_changes, &ChangeFeed::transactionChanged, this,
            [this](const terminal::TransactionSnapshot& transaction) {
                broadcast(text(transaction.id), QStringLiteral("transaction.changed"),
                          toJson(transaction));
            });
}

Server::~Server() {
    for (Connection* connection : std::as_const(m_connections)) {
        disconnect(connection, nullptr, this, nullptr);
        delete connection;
    }
}

Result<void> Server::listen(const QString& path, Scope scope) {
    TAPPAY_CHECK(makeRoom(path));
    auto* const server = new QLocalServer(this);
    // Without an option the file would be open to the group and others for a moment.
    server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(server, &QLocalServer::newConnection, this,
            [this, server, scope] { accept(*server, scope); });
    if (!server->listen(path))
        return fail(FailureCode::NotConfigured, "cannot listen at " + path.toStdString() + ": " +
                                                    server->errorString().toStdString());
    if (!QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner))
        return fail(FailureCode::NotConfigured, "cannot protect " + path.toStdString());
    return {};
}

void Server::accept(QLocalServer& from, Scope scope) {
    while (QLocalSocket* const socket = from.nextPendingConnection()) {
        const auto sameScope = std::ranges::count_if(
            m_connections, [&](const Connection* it) { return it->scope() == scope; });
        if (!peerAllowed(*socket) || sameScope >= kConnections) {
            m_log.warning("api", "connection refused");
            delete socket;
            continue;
        }
        auto* const connection = new Connection(socket, scope, m_around);
        m_connections.append(connection);
        connect(connection, &Connection::closed, this, [this, connection] {
            m_connections.removeOne(connection);
            connection->deleteLater();
        });
    }
}

void Server::broadcast(const QString& subject, const QString& method, const QJsonObject& params) {
    const QList<Connection*> connections = m_connections;  // notify may close one
    for (Connection* const connection : connections)
        if (connection->subscribed()) connection->notify(subject, method, params);
}

}  // namespace tappay::agent
