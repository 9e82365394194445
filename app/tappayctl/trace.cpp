#include "commands.h"
#include "print.h"

namespace tappay::ctl {

// What the card said, and what was made of it.
void trace(Session& session) {
    const auto id = onlyArgument(session, QStringLiteral("the id of a payment"));
    if (!id) return;
    session.ask(
        QStringLiteral("transaction.trace"), {{"id", *id}}, [&session](const QJsonObject& result) {
            const bool raw = session.isSet(QStringLiteral("raw"));
            session.finish(result,
                           raw ? result.value(QLatin1String("raw")).toString() : traceText(result));
        });
}

}  // namespace tappay::ctl
