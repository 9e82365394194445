#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <chrono>
#include <optional>
#include <string_view>

#include "terminal/terminal.h"

// The shapes of docs/api.md. Every key is always there: what is not known yet is an empty string,
// or null where the document says null.
namespace tappay::agent {

QJsonObject toJson(const terminal::Status& status);
QJsonObject toJson(const terminal::TransactionSnapshot& transaction);
QJsonObject toJson(const terminal::Receipt& receipt);

// code, happened, remedy.
QJsonObject toJson(const Failure& failure);
// The same with `detail`, which passes the log's redaction.
QJsonObject failureData(const Failure& failure);

QString text(std::string_view utf8);
QJsonValue failureOrNull(const std::optional<Failure>& failure);
// RFC 3339, UTC, milliseconds: "2026-11-22T08:56:12.000Z".
QString timeText(std::chrono::system_clock::time_point at);

template <typename T, typename Shape>
QJsonValue orNull(const std::optional<T>& value, Shape shape) {
    return value ? QJsonValue(shape(*value)) : QJsonValue(QJsonValue::Null);
}

}  // namespace tappay::agent
