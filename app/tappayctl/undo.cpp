#include <QtCore/QTimer>

#include "commands.h"
#include "follower.h"
#include "print.h"

namespace tappay::ctl {

namespace {
constexpr std::chrono::seconds kConfirmation{30};
}

void undo(Session& session) {
    const auto id = onlyArgument(session, QStringLiteral("the id of a payment"));
    if (!id) return;
    auto* const follower = new Follower(session.client(), *id);
    follower->setParent(&session);
    const auto notYet = [&session, id = *id] {
        Session::say(QStringLiteral("Not confirmed yet; it is being asked for by itself."));
        session.finish({{"id", id}}, {}, ExitStatus::NotKnownYet);
    };
    QObject::connect(follower, &Follower::changed, &session, [&session](const QJsonObject& it) {
        const QString state = it.value(QLatin1String("state")).toString();
        if (state == QLatin1String("undone")) session.finish(it, transactionText(it));
        if (state == QLatin1String("undo_refused"))
            session.finish(it, transactionText(it), ExitStatus::Failed);
    });
    QObject::connect(follower, &Follower::outOfReach, &session, notYet);
    QObject::connect(follower, &Follower::notThere, &session, notYet);
    session.followChanges();
    session.ask(QStringLiteral("transaction.undo"), {{"id", *id}},
                [&session, follower, notYet](const QJsonObject&) {
                    Session::say(QStringLiteral("Asking the bank to undo the payment…"));
                    QTimer::singleShot(kConfirmation, &session, notYet);
                    follower->look();
                });
}

}  // namespace tappay::ctl
