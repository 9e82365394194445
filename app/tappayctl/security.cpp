#include "commands.h"
#include "print.h"
#include "security_steps.h"

// What the terminal is to the back end: its chip, its keys, its standing.
namespace tappay::ctl {

namespace {

void follow(Session& session, const char* method, const QJsonObject& params = {}) {
    (new SecuritySteps(session, QLatin1String(method), params))->start();
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
