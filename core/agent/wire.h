#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

// What both ends of the local API agree on (docs/api.md): JSON-RPC 2.0, one object a line.
namespace tappay::agent {

constexpr qsizetype kMaxRequest = 64 * 1024;       // octets, line end included
constexpr qsizetype kMaxAnswer = 4 * 1024 * 1024;  // a list of 500 payments fits

enum class RpcError : int {
    Parse = -32700,
    InvalidRequest = -32600,
    UnknownMethod = -32601,
    InvalidParameters = -32602,
    Failed = -32000,  // the method itself; `data.code` says why
};

// One object as one line, line end included.
QByteArray toLine(const QJsonObject& object);

}  // namespace tappay::agent
