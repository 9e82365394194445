#include <unistd.h>

#include <QtCore/QSocketNotifier>

#include "agent/pay_link.h"
#include "base/uuid.h"
#include "commands.h"
#include "print.h"
#include "sale.h"

// A web order, paid from the command line.
namespace tappay::ctl {

namespace {

void follow(Session& session, const QString& id) {
    (new Sale(session, QStringLiteral("checkout.accept"), {{"id", id}}))->start();
}

void refuse(Session& session, const QString& id) {
    session.ask(QStringLiteral("sale.cancel"), {{"id", id}}, [&session](const QJsonObject& it) {
        session.finish(it, transactionText(it), ExitStatus::Failed);
    });
}

bool isYes(const QByteArray& answer) {
    const QByteArray word = answer.trimmed().toLower();
    return word == "y" || word == "yes";
}

// One line from the person; anything but yes is no, and so is the end of the input.
void question(Session& session, const QString& id) {
    Session::say(QStringLiteral("Pay this with your card? [y/N]"));
    auto* const input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, &session);
    QObject::connect(input, &QSocketNotifier::activated, &session, [&session, id, input] {
        QByteArray line;
        char letter = 0;
        while (::read(STDIN_FILENO, &letter, 1) == 1 && letter != '\n' && line.size() < 16)
            line.append(letter);
        input->setEnabled(false);
        if (isYes(line))
            follow(session, id);
        else
            refuse(session, id);
    });
}

}  // namespace

void pay(Session& session) {
    const auto given =
        onlyArgument(session, QStringLiteral("the id of an order, or a link to pay"));
    if (!given) return;
    const auto linked = agent::orderOfLink(*given);
    const QString order = linked.value_or(*given);
    if (!isUuid(order.toStdString()))
        return session.usage(QStringLiteral("not an order: ") + *given);
    session.followChanges();
    session.ask(QStringLiteral("checkout.open"), {{"order", order}},
                [&session](const QJsonObject& it) {
                    const QString id = it.value(QLatin1String("id")).toString();
                    Session::say(it.value(QLatin1String("currency")).toString() + QLatin1Char(' ') +
                                 it.value(QLatin1String("amount")).toString());
                    Session::say(orderText(it).trimmed());
                    if (session.isSet(QStringLiteral("yes"))) return follow(session, id);
                    question(session, id);
                });
}

// The answer to an order that a page or another program has brought up.
void consent(Session& session) {
    const QStringList& words = session.arguments();
    const bool yes = words.size() == 2 && words.last() == QLatin1String("yes");
    if (words.size() != 2 || (!yes && words.last() != QLatin1String("no")))
        return session.usage(QStringLiteral("the id of a payment, and yes or no"));
    if (!yes) return refuse(session, words.first());
    follow(session, words.first());
}

}  // namespace tappay::ctl
