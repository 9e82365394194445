#pragma once

#include <QtCore/QJsonObject>

#include "base/failure.h"

// What the host says to the plug-in (docs/browser.md, "Plug-in and host").
namespace tappay::browser {

constexpr int kApi = 1;       // of the messages between plug-in and host
constexpr int kCheckout = 1;  // of the application's part of the API that this host knows

// The host's own findings about the application, which can't name them itself.
inline constexpr const char* kUnreachable = "app.unreachable";
inline constexpr const char* kLost = "app.connection_lost";
inline constexpr const char* kNoAnswer = "app.no_answer";
inline constexpr const char* kVersionDiffers = "app.version_differs";

QJsonObject greeting();
QJsonObject result(qint64 id, const QJsonObject& result);
QJsonObject failure(qint64 id, const Failure& failure);
QJsonObject failure(qint64 id, const char* code);
// What the application answered with: the code and its words.
QJsonObject refusal(qint64 id, const QJsonObject& rpcError);
QJsonObject event(const QString& name, const QJsonObject& arguments);
// The application is gone; what it began goes on or ends without this page.
QJsonObject applicationLost();

}  // namespace tappay::browser
