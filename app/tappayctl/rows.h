#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>
#include <utility>

// What the texts for people are made of.
namespace tappay::ctl {

using Rows = QList<std::pair<QString, QString>>;

// Names and values in two columns; a row without a value is left out.
QString aligned(const Rows& rows);

QString at(const QJsonObject& object, const char* key);
// "2026-11-22 08:56:12"; empty for null.
QString localTime(const QString& rfc3339);
// What happened and what to do; empty for null.
QString failureText(const QJsonValue& failure);

}  // namespace tappay::ctl
