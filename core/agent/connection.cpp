#include "agent/connection.h"

#include <QtCore/QPointer>
#include <utility>

#include "agent/json.h"
#include "agent/request.h"

namespace tappay::agent {

namespace {

RpcError rpcErrorOf(FailureCode code) {
    switch (code) {
        case FailureCode::InputMalformed:
        case FailureCode::AmountInvalid:
        case FailureCode::CurrencyUnsupported:
            return RpcError::InvalidParameters;
        default:
            return RpcError::Failed;
    }
}

}  // namespace

Connection::Connection(QLocalSocket* socket, Scope scope, const Surroundings& around)
    : m_socket(socket), m_scope(scope), m_around(around) {
    m_socket->setParent(this);
    m_socket->setReadBufferSize(kMaxRequest);
    connect(m_socket, &QLocalSocket::readyRead, this, &Connection::readRequests);
    connect(m_socket, &QLocalSocket::bytesWritten, this, &Connection::goOn);
    connect(m_socket, &QLocalSocket::disconnected, this, &Connection::closed);
}

void Connection::readRequests() {
    while (m_socket->bytesToWrite() <= kPendingOutput && m_socket->canReadLine()) {
        QByteArray line = m_socket->readLine();
        handle(line);
        line.fill('\0');  // it may have held a key of the PIN pad, or a code
    }
    if (m_closing || m_socket->bytesAvailable() < kMaxRequest || m_socket->canReadLine()) return;
    m_closing = true;
    refuse(QJsonValue::Null, RpcError::InvalidRequest,
           {FailureCode::InputMalformed, "a line longer than 64 KiB"});
    m_socket->flush();
    m_socket->abort();
}

void Connection::handle(const QByteArray& line) {
    const auto request = parseRequest(line, m_scope);
    if (!request) {
        const Refusal& refusal = request.error();
        return refuse(refusal.id, refusal.code, refusal.failure);
    }
    request->method->run({m_around, request->params, m_scope, *this,
                          [this] { m_subscribed = true; },
                          [self = QPointer(this), id = request->id](const auto& result) {
                              if (self) self->answer(id, result);
                          }});
}

void Connection::answer(const QJsonValue& id, const Result<QJsonObject>& result) {
    if (!result) return refuse(id, rpcErrorOf(result.error().code), result.error());
    send({{"jsonrpc", "2.0"}, {"id", id}, {"result", *result}});
}

void Connection::refuse(const QJsonValue& id, RpcError code, const Failure& failure) {
    const QJsonObject data = failureData(failure);
    send({{"jsonrpc", "2.0"},
          {"id", id},
          {"error", QJsonObject{{"code", static_cast<int>(code)},
                                {"message", data.value(QLatin1String("happened"))},
                                {"data", data}}}});
}

void Connection::notify(const QString& subject, const QString& method, const QJsonObject& params) {
    const QJsonObject notification{{"jsonrpc", "2.0"}, {"method", method}, {"params", params}};
    if (m_socket->bytesToWrite() <= kPendingOutput) return send(notification);
    m_waiting.insert(subject, notification);
    if (m_waiting.size() > kWaitingNotifications) m_socket->abort();
}

void Connection::send(const QJsonObject& object) {
    m_socket->write(toLine(object));
}

void Connection::goOn() {
    if (m_socket->bytesToWrite() > kPendingOutput) return;
    for (const QJsonObject& notification : std::exchange(m_waiting, {}))
        send(notification);
    readRequests();
}

}  // namespace tappay::agent
