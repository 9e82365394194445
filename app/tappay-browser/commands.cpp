#include "tappay-browser/commands.h"

#include <QtCore/QJsonDocument>
#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "base/uuid.h"

namespace tappay::browser {

namespace {

constexpr qsizetype kLongestOrder = 24 * 1024;
constexpr qsizetype kLongestCommand = 2048;
constexpr qsizetype kLongestBody = 48 * 1024;
constexpr qsizetype kLongestOrigin = 255;
constexpr qsizetype kLongestVersion = 20;
constexpr qint64 kLargestId = 1'000'000;

bool isAscii(QChar c, const char* others) {
    const char16_t code = c.unicode();
    return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') ||
           (code != 0 && code < 0x80 && std::strchr(others, code) != nullptr);
}

bool isOf(const QString& text, const char* others, qsizetype most) {
    return !text.isEmpty() && text.size() <= most &&
           std::ranges::all_of(text, [&](QChar c) { return isAscii(c, others); });
}

bool isInteger(const QJsonValue& value, qint64 least, qint64 most) {
    return value.isDouble() && value == QJsonValue(value.toInteger()) &&
           value.toInteger() >= least && value.toInteger() <= most;
}

bool isVersion(const QJsonValue& value) {
    const QString text = value.toString();
    return !text.isEmpty() && text.size() <= kLongestVersion &&
           std::ranges::all_of(text, [](QChar c) { return c == '.' || (c >= '0' && c <= '9'); });
}
bool isCompact(const QJsonValue& value, qsizetype most) {  // a compact JWS
    return isOf(value.toString(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.", most);
}
bool isOrder(const QJsonValue& value) {
    return isCompact(value, kLongestOrder);
}
bool isManagementCommand(const QJsonValue& value) {
    return isCompact(value, kLongestCommand);
}
bool isOriginValue(const QJsonValue& value) {
    return isOrigin(value.toString());
}
bool isPayment(const QJsonValue& value) {
    return isUuid(value.toString().toStdString());
}
bool isNumber(const QJsonValue& value) {
    return isInteger(value, 1, kLargestId);
}
bool isStatus(const QJsonValue& value) {  // 0: nothing came
    return isInteger(value, 0, 0) || isInteger(value, 100, 599);
}
bool isBody(const QJsonValue& value) {
    return value.isString() && value.toString().toUtf8().size() <= kLongestBody;
}

struct Argument {
    const char* name;
    bool (*fits)(const QJsonValue&);
};
constexpr std::array kReady{Argument{"plugin", isVersion}};
constexpr std::array kStart{Argument{"order", isOrder}, Argument{"origin", isOriginValue}};
constexpr std::array kCancel{Argument{"id", isPayment}};
constexpr std::array kAnswer{Argument{"id", isPayment}, Argument{"number", isNumber},
                             Argument{"status", isStatus}, Argument{"body", isBody}};

constexpr std::array kManage{Argument{"command", isManagementCommand}};

struct Known {
    const char* name;
    Command::Kind kind;
    std::span<const Argument> arguments;
};
constexpr std::array kCommands{Known{"checkout.ready", Command::Kind::Ready, kReady},
                               Known{"checkout.start", Command::Kind::Start, kStart},
                               Known{"checkout.cancel", Command::Kind::Cancel, kCancel},
                               Known{"checkout.answer", Command::Kind::Answer, kAnswer},
                               Known{"management.run", Command::Kind::Manage, kManage}};

Result<void> checkArguments(const QJsonObject& given, std::span<const Argument> wanted) {
    for (const Argument& argument : wanted) {
        const auto found = given.find(QLatin1String(argument.name));
        if (found == given.end() || !argument.fits(*found))
            return fail(FailureCode::InputMalformed, std::string("argument ") + argument.name);
    }
    if (given.size() != qsizetype(wanted.size()))
        return fail(FailureCode::InputMalformed, "an argument that is not asked for");
    return {};
}

std::unexpected<Refused> refuse(qint64 id, FailureCode code, const char* detail) {
    return std::unexpected(Refused{id, {code, detail}});
}

}  // namespace

QString methodOf(Command::Kind kind) {
    const auto* const known = std::ranges::find(kCommands, kind, &Known::kind);
    return QString::fromLatin1(known->name);
}

bool isOrigin(const QString& text) {
    static constexpr QLatin1String kScheme("https://");
    if (!text.startsWith(kScheme) || text.size() > kLongestOrigin) return false;
    const QString rest = text.mid(kScheme.size());
    const qsizetype colon = rest.indexOf(QLatin1Char(':'));
    if (!isOf(rest.left(colon), "-.", kLongestOrigin)) return false;
    if (colon < 0) return true;
    const QString port = rest.mid(colon + 1);
    return port.size() <= 5 && !port.startsWith(QLatin1Char('0')) && port.toUInt() > 0 &&
           port.toUInt() <= 65535 && port == QString::number(port.toUInt());
}

std::expected<Command, Refused> readCommand(const QByteArray& message) {
    const QJsonDocument document = QJsonDocument::fromJson(message);
    if (!document.isObject())
        return refuse(0, FailureCode::InputMalformed, "a message is one JSON object");
    const QJsonObject object = document.object();
    const QJsonValue id = object.value(QLatin1String("id"));
    if (!isInteger(id, 1, kLargestId)) return refuse(0, FailureCode::InputMalformed, "id");
    const qint64 number = id.toInteger();
    const QJsonValue arguments = object.value(QLatin1String("arguments"));
    const QJsonValue name = object.value(QLatin1String("command"));
    if (!name.isString() || !arguments.isObject() || object.size() != 3)
        return refuse(number, FailureCode::InputMalformed, "id, command and arguments, no more");
    const auto* const known = std::ranges::find_if(kCommands, [&](const Known& command) {
        return name.toString() == QLatin1String(command.name);
    });
    if (known == kCommands.end())
        return refuse(number, FailureCode::MethodUnknown, "not a command of the plug-in");
    if (const auto checked = checkArguments(arguments.toObject(), known->arguments); !checked)
        return std::unexpected(Refused{number, checked.error()});
    return Command{number, known->kind, arguments.toObject()};
}

}  // namespace tappay::browser
