#include "commands.h"
#include "print.h"

// The sub-commands that ask once and print.
namespace tappay::ctl {

namespace {

// Of an option that must be a number; nothing and the run is over otherwise.
std::optional<int> number(Session& session, const QString& option) {
    bool good = false;
    const int value = session.value(option).toInt(&good);
    if (good) return value;
    session.usage(QStringLiteral("--%1 takes a number").arg(option));
    return {};
}

}  // namespace

void status(Session& session) {
    if (!noArguments(session)) return;
    session.ask(QStringLiteral("app.status"), {}, [&session](const QJsonObject& result) {
        session.finish(result, statusText(result));
    });
}

void transactions(Session& session) {
    if (!noArguments(session)) return;
    const auto limit = number(session, QStringLiteral("limit"));
    if (!limit) return;
    session.ask(QStringLiteral("transaction.list"), {{"limit", *limit}},
                [&session](const QJsonObject& result) {
                    session.finish(result,
                                   listText(result.value(QLatin1String("transactions")).toArray()));
                });
}

void show(Session& session) {
    const auto id = onlyArgument(session, QStringLiteral("the id of a payment"));
    if (!id) return;
    session.ask(
        QStringLiteral("transaction.get"), {{"id", *id}},
        [&session](const QJsonObject& result) { session.finish(result, transactionText(result)); });
}

void card(Session& session) {
    if (session.arguments() != QStringList{QStringLiteral("read")})
        return session.usage(QStringLiteral("card read"));
    Session::say(QStringLiteral("Present card"));
    session.ask(
        QStringLiteral("card.read"), {},
        [&session](const QJsonObject& result) {
            session.finish(result, factsText(result.value(QLatin1String("facts")).toArray()));
        },
        std::chrono::seconds(40));
}

void log(Session& session) {
    if (!noArguments(session)) return;
    const auto lines = number(session, QStringLiteral("lines"));
    if (!lines) return;
    session.ask(QStringLiteral("log.tail"), {{"lines", *lines}},
                [&session](const QJsonObject& result) {
                    QString text;
                    for (const auto& line : result.value(QLatin1String("lines")).toArray())
                        text += line.toString() + QLatin1Char('\n');
                    session.finish(result, text);
                });
}

}  // namespace tappay::ctl
