#include "agent/connection.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QPointer>
#include <utility>

#include "agent/json.h"

namespace tappay::agent {

namespace {

constexpr qsizetype kIdLength = 64;
constexpr double kLargestId = 9007199254740991.0;  // exact in every JSON reader: 2^53 - 1

bool isRequestId(const QJsonValue& id) {
    if (id.isString()) return id.toString().size() <= kIdLength;
    return id.isDouble() && qAbs(id.toDouble()) <= kLargestId && id == QJsonValue(id.toInteger());
}

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
        line.fill('\0');  // it may have held a key of the PIN pad
    }
    if (m_closing || m_socket->bytesAvailable() < kMaxRequest || m_socket->canReadLine()) return;
    m_closing = true;
    refuse(QJsonValue::Null, RpcError::InvalidRequest,
           {FailureCode::InputMalformed, "a line longer than 64 KiB"});
    m_socket->flush();
    m_socket->abort();
}

void Connection::handle(const QByteArray& line) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError)
        return refuse(QJsonValue::Null, RpcError::Parse,
                      {FailureCode::InputMalformed, error.errorString().toStdString()});
    const auto invalid = [this](const QJsonValue& id, const char* what) {
        refuse(id, RpcError::InvalidRequest, {FailureCode::InputMalformed, what});
    };
    if (!document.isObject()) return invalid(QJsonValue::Null, "a request is one object");

    const QJsonObject request = document.object();
    const QJsonValue id = request.value(QLatin1String("id"));
    if (!isRequestId(id)) return invalid(QJsonValue::Null, "id: a string or an integer is needed");
    if (request.value(QLatin1String("jsonrpc")) != QLatin1String("2.0"))
        return invalid(id, "jsonrpc: \"2.0\" is needed");
    const QJsonValue method = request.value(QLatin1String("method"));
    if (!method.isString()) return invalid(id, "method: a string is needed");
    run(id, method.toString(), request.value(QLatin1String("params")));
}

void Connection::run(const QJsonValue& id, const QString& name, const QJsonValue& params) {
    const Method* const method = findMethod(name);
    if (method == nullptr)
        return refuse(id, RpcError::UnknownMethod, {FailureCode::MethodUnknown, {}});
    if (m_scope < method->least)
        return refuse(id, RpcError::Failed,
                      {FailureCode::PermissionDenied, "not on the till socket"});
    if (!params.isObject() && !params.isUndefined())
        return refuse(id, RpcError::InvalidParameters,
                      {FailureCode::InputMalformed, "params: an object is needed"});
    const QJsonObject given = params.toObject();
    if (const auto checked = checkParameters(given, method->parameters); !checked)
        return refuse(id, RpcError::InvalidParameters, checked.error());

    method->run({m_around, given, [this] { m_subscribed = true; },
                 [self = QPointer(this), id](const Result<QJsonObject>& result) {
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
