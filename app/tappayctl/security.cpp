#include "commands.h"
#include "print.h"
#include "steps.h"

// What the terminal is to the back end: its chip, its keys, its standing.
namespace tappay::ctl {

namespace {

// Everything a payment needs is there.
bool isComplete(const QJsonObject& security) {
    const QJsonObject keys = security.value(QLatin1String("keys")).toObject();
    return security.value(QLatin1String("enrolment")).isObject() &&
           keys.value(QLatin1String("master")).isObject() &&
           security.value(QLatin1String("signOn")).isObject() &&
           security.value(QLatin1String("parameters")).isObject();
}

void follow(Session& session, const char* method, const QJsonObject& params = {}) {
    constexpr Subject kStanding{&agent::Client::securityChanged, stepWords, keysText, isComplete,
                                "security"};
    (new Steps(session, kStanding))->start(QLatin1String(method), params);
}

void ask(Session& session, std::function<void(const QJsonObject&)> then) {
    session.ask(QStringLiteral("security.get"), {}, std::move(then));
}

}  // namespace

void enrol(Session& session) {
    // Its groups may stand apart.
    const QString code = session.arguments().join(QLatin1Char('-'));
    if (code.isEmpty()) return session.usage(QStringLiteral("the operator's code is needed"));
    follow(session, "terminal.enrol", {{"code", code}});
}

void signOn(Session& session) {
    if (noArguments(session)) follow(session, "terminal.signOn");
}

void security(Session& session) {
    if (!noArguments(session)) return;
    ask(session, [&session](const QJsonObject& it) { session.finish(it, securityText(it)); });
}

void chip(Session& session) {
    if (!noArguments(session)) return;
    ask(session, [&session](const QJsonObject& it) {
        session.finish(it.value(QLatin1String("chip")).toObject(), chipText(it));
    });
}

void keys(Session& session) {
    if (session.arguments() == QStringList{QStringLiteral("renew")})
        return follow(session, "keys.renew");
    if (!noArguments(session)) return;
    ask(session, [&session](const QJsonObject& it) {
        session.finish(it.value(QLatin1String("keys")).toObject(), keysText(it));
    });
}

}  // namespace tappay::ctl
