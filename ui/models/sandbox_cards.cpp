#include "models/sandbox_cards.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tappay::ui {

namespace {

QStringList names(const QJsonValue& array) {
    QStringList list;
    for (const QJsonValue& name : array.toArray())
        list.append(name.toString());
    return list;
}

}  // namespace

SandboxCards::SandboxCards(const QString& directory, QObject* parent) : QObject(parent) {
    if (directory.isEmpty()) return;
    m_path = QDir(directory).filePath(QStringLiteral("sim.sock"));
    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        m_socket.write(m_unsent);
        m_unsent.clear();
    });
    connect(&m_socket, &QLocalSocket::readyRead, this, &SandboxCards::onReadyRead);
    send({{QStringLiteral("cmd"), QStringLiteral("state")}});
}

SandboxCards::~SandboxCards() {
    disconnect(&m_socket, nullptr, this, nullptr);
}

void SandboxCards::insert(const QString& card) {
    send({{QStringLiteral("cmd"), QStringLiteral("insert")}, {QStringLiteral("card"), card}});
}

void SandboxCards::tap(const QString& card) {
    send({{QStringLiteral("cmd"), QStringLiteral("tap")}, {QStringLiteral("card"), card}});
}

void SandboxCards::remove() {
    send({{QStringLiteral("cmd"), QStringLiteral("remove")}});
}

void SandboxCards::send(const QJsonObject& command) {
    if (!available()) return;
    const QByteArray line = QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n';
    if (m_socket.state() == QLocalSocket::ConnectedState) {
        m_socket.write(line);
        return;
    }
    m_unsent += line;
    if (m_socket.state() == QLocalSocket::UnconnectedState) m_socket.connectToServer(m_path);
}

void SandboxCards::onReadyRead() {
    while (m_socket.canReadLine()) {
        const QJsonObject answer = QJsonDocument::fromJson(m_socket.readLine()).object();
        if (!answer.value(QLatin1String("ok")).toBool()) continue;
        m_inserted = answer.value(QLatin1String("inserted")).toString();
        m_tapped = answer.value(QLatin1String("tapped")).toString();
        m_insertable = names(answer.value(QLatin1String("insertable")));
        m_tappable = names(answer.value(QLatin1String("tappable")));
        Q_EMIT changed();
    }
}

}  // namespace tappay::ui
