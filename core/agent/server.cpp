#include "agent/server.h"

#include <sys/stat.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <algorithm>
#include <utility>

#include "agent/cardholder_methods.h"
#include "agent/confirming_json.h"
#include "agent/json.h"
#include "agent/security_methods.h"

namespace tappay::agent {

namespace {

constexpr int kProbeMs = 500;

bool somebodyListens(const QString& path) {
    QLocalSocket probe;
    probe.connectToServer(path);
    return probe.waitForConnected(kProbeMs);
}

// A socket file nobody listens on is left from an earlier run.
Result<void> makeRoom(const QString& path) {
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

Server::Server(terminal::Terminal& terminal, terminal::Security* security,
               terminal::CardholderAccount* cardholder, const LogTail& logTail, const Clock& clock,
               const Log& log, const Confirming& confirming)
    : m_log(log),
      m_confirming(confirming),
      m_cardReading(terminal),
      m_checkouts(terminal, [this] { return windowThere(); }),
      m_opening(terminal),
      m_management(security),
      m_around{terminal,    security,  cardholder,   m_confirming, m_cardReading,
               m_checkouts, m_opening, m_management, logTail,      clock},
      m_changes(terminal, security, cardholder, confirming),
      m_standing(terminal.status().standing) {
    connect(&m_changes, &ChangeFeed::statusChanged, this, &Server::onStatus);
    connect(&m_changes, &ChangeFeed::securityChanged, this, &Server::tellSecurity);
    connect(&m_changes, &ChangeFeed::cardholderChanged, this, &Server::tellCardholder);
    connect(&m_changes, &ChangeFeed::phonesChanged, this, &Server::tellPhones);
    connect(&m_changes, &ChangeFeed::devicesChanged, this, &Server::tellDevices);
    connect(&m_changes, &ChangeFeed::confirmationChanged, this, &Server::tellConfirmation);
    connect(&m_changes, &ChangeFeed::transactionChanged, this,
            [this](const terminal::TransactionSnapshot& transaction) {
                broadcast(Scope::Till, text(transaction.id), QStringLiteral("transaction.changed"),
                          toJson(transaction));
                m_checkouts.changed(transaction);
            });
}

Server::~Server() {
    for (Connection* connection : std::as_const(m_connections)) {
        disconnect(connection, nullptr, this, nullptr);
        delete connection;
    }
}

Result<void> Server::listen(const QString& path, Scope scope, const std::string& group) {
    TAPPAY_TRY(admission, Admission::ofGroup(group));
    TAPPAY_CHECK(admission.prepareDirectory(
        QFile::encodeName(QFileInfo(path).absolutePath()).toStdString()));
    TAPPAY_CHECK(makeRoom(path));
    auto* const server = new QLocalServer(this);
    // Without an option the file would be open to the group and others for a moment.
    server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(server, &QLocalServer::newConnection, this,
            [this, server, scope, admission] { accept(*server, scope, admission); });
    if (!server->listen(path))
        return fail(FailureCode::NotConfigured, "cannot listen at " + path.toStdString() + ": " +
                                                    server->errorString().toStdString());
    return admission.protect(QFile::encodeName(path).toStdString());
}

void Server::accept(QLocalServer& from, Scope scope, const Admission& admission) {
    while (QLocalSocket* const socket = from.nextPendingConnection()) {
        const auto sameScope = std::ranges::count_if(
            m_connections, [&](const Connection* it) { return it->scope() == scope; });
        if (!admission.admits(static_cast<int>(socket->socketDescriptor())) ||
            sameScope >= kConnections) {
            m_log.warning("api", "connection refused");
            delete socket;
            continue;
        }
        auto* const connection = new Connection(socket, scope, m_around);
        m_connections.append(connection);
        connect(connection, &Connection::closed, this, [this, connection] {
            m_connections.removeOne(connection);
            m_checkouts.leave(*connection);
            connection->deleteLater();
        });
    }
}

// Only who is told of payments can show one.
bool Server::windowThere() const {
    return std::ranges::any_of(m_connections, [](const Connection* it) {
        return it->subscribed() && it->scope() == Scope::Operator;
    });
}

void Server::onStatus(const terminal::Status& status) {
    broadcast(Scope::Till, {}, QStringLiteral("status.changed"), toJson(status));
    // The protections are graded by it.
    if (std::exchange(m_standing, status.standing) != status.standing) tellSecurity();
}

void Server::tellSecurity() {
    m_management.changed();
    if (m_around.security != nullptr)
        broadcast(Scope::Operator, QStringLiteral("security"), QStringLiteral("security.changed"),
                  securityJson(m_around));
}

void Server::tellCardholder() {
    broadcast(Scope::Operator, QStringLiteral("cardholder"), QStringLiteral("cardholder.changed"),
              cardholderJson(m_around).toObject());
}

// A subject for each holder: the one doesn't take the other's place.
void Server::tellPhones(protocol::HolderKind holder) {
    broadcast(Scope::Operator, QStringLiteral("phones ") + text(protocol::nameOf(holder)),
              QStringLiteral("phones.changed"), toJson(m_confirming.phones->phones(holder)));
}

void Server::tellDevices(protocol::HolderKind holder) {
    broadcast(Scope::Operator, QStringLiteral("devices ") + text(protocol::nameOf(holder)),
              QStringLiteral("devices.changed"), toJson(m_confirming.devices->devices(holder)));
}

void Server::tellConfirmation(const std::string& key) {
    const auto confirmation = m_confirming.confirmations->confirmation(key);
    if (!confirmation) return;
    broadcast(Scope::Operator, QStringLiteral("confirmation ") + text(key),
              QStringLiteral("confirmation.changed"), toJson(*confirmation));
    if (confirmation->wish == protocol::ConfirmationWish::Order &&
        confirmation->state == protocol::ConfirmationState::Paid)
        m_checkouts.paidElsewhere(confirmation->order);
}

void Server::broadcast(Scope least, const QString& subject, const QString& method,
                       const QJsonObject& params) {
    const QList<Connection*> connections = m_connections;  // notify may close one
    for (Connection* const connection : connections)
        if (connection->subscribed() && connection->scope() >= least)
            connection->notify(subject, method, params);
}

}  // namespace tappay::agent
