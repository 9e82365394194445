#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include "base/result.h"

// What the plug-in may ask for: four commands, each with exactly its arguments. Anything else is
// refused here, before the application hears of it.
namespace tappay::browser {

struct Command {
    enum class Kind : std::uint8_t { Ready, Start, Cancel, Answer, Manage };
    qint64 id = 0;  // the plug-in's own, from 1
    Kind kind = Kind::Ready;
    QJsonObject arguments;
};
QString methodOf(Command::Kind kind);

struct Refused {
    qint64 id = 0;  // 0 when the message names none
    Failure failure;
};

// {"id":1,"command":"checkout.cancel","arguments":{"id":"..."}}. InputMalformed, MethodUnknown.
std::expected<Command, Refused> readCommand(const QByteArray& message);

// "https://shop.example:8443" as the application takes it: no path, lower case, at most 255.
bool isOrigin(const QString& text);

}  // namespace tappay::browser
