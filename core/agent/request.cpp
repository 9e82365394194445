#include "agent/request.h"

#include <QtCore/QJsonDocument>

namespace tappay::agent {

namespace {

constexpr qsizetype kIdLength = 64;
constexpr double kLargestId = 9007199254740991.0;  // exact in every JSON reader: 2^53 - 1

bool isRequestId(const QJsonValue& id) {
    if (id.isString()) return id.toString().size() <= kIdLength;
    return id.isDouble() && qAbs(id.toDouble()) <= kLargestId && id == QJsonValue(id.toInteger());
}

std::unexpected<Refusal> refuse(const QJsonValue& id, RpcError code, Failure failure) {
    return std::unexpected(Refusal{id, code, std::move(failure)});
}

std::unexpected<Refusal> invalid(const QJsonValue& id, const char* what) {
    return refuse(id, RpcError::InvalidRequest, {FailureCode::InputMalformed, what});
}

std::expected<Request, Refusal> checkCall(const QJsonValue& id, const QString& name,
                                          const QJsonValue& params, Scope scope) {
    const Method* const method = findMethod(name);
    if (method == nullptr)
        return refuse(id, RpcError::UnknownMethod, {FailureCode::MethodUnknown, {}});
    if (!mayCall(scope, method->scope))
        return refuse(id, RpcError::Failed, {FailureCode::PermissionDenied, "not on this socket"});
    if (!params.isObject() && !params.isUndefined())
        return refuse(id, RpcError::InvalidParameters,
                      {FailureCode::InputMalformed, "params: an object is needed"});
    const QJsonObject given = params.toObject();
    if (const auto checked = checkParameters(given, method->parameters); !checked)
        return refuse(id, RpcError::InvalidParameters, checked.error());
    return Request{id, method, given};
}

}  // namespace

std::expected<Request, Refusal> parseRequest(const QByteArray& line, Scope scope) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError)
        return refuse(QJsonValue::Null, RpcError::Parse,
                      {FailureCode::InputMalformed, error.errorString().toStdString()});
    if (!document.isObject()) return invalid(QJsonValue::Null, "a request is one object");

    const QJsonObject request = document.object();
    const QJsonValue id = request.value(QLatin1String("id"));
    if (!isRequestId(id)) return invalid(QJsonValue::Null, "id: a string or an integer is needed");
    if (request.value(QLatin1String("jsonrpc")) != QLatin1String("2.0"))
        return invalid(id, "jsonrpc: \"2.0\" is needed");
    const QJsonValue method = request.value(QLatin1String("method"));
    if (!method.isString()) return invalid(id, "method: a string is needed");
    return checkCall(id, method.toString(), request.value(QLatin1String("params")), scope);
}

}  // namespace tappay::agent
