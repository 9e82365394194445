#pragma once

#include <QtCore/QByteArray>
#include <expected>

#include "agent/methods.h"
#include "agent/wire.h"

namespace tappay::agent {

// One line of a client: a method it may call, with parameters that fit the method's list.
struct Request {
    QJsonValue id;
    const Method* method;
    QJsonObject params;
};

struct Refusal {
    QJsonValue id;  // null when the line names none
    RpcError code;
    Failure failure;
};

std::expected<Request, Refusal> parseRequest(const QByteArray& line, Scope scope);

}  // namespace tappay::agent
