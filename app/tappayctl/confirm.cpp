#include "base/clock.h"
#include "base/uuid.h"
#include "commands.h"
#include "confirming.h"
#include "crypto/random.h"
#include "pairing.h"
#include "print.h"
#include "rows.h"
#include "steps.h"

// Phones, the security devices they bring, and what is confirmed on them.
namespace tappay::ctl {

namespace {

QString newId() {
    crypto::SystemRandom random;
    return QString::fromStdString(makeUuidV7(SystemClock(), random));
}

bool isTold(const QJsonObject& subject) {
    return subject.value(QLatin1String("asked")).isString();
}

QString asking(const QJsonObject&) {
    return QStringLiteral("Asking the payment service…");
}

QString holderOf(const Session& session) {
    return session.value(QStringLiteral("for"));
}

// False and the run is over when there are not these many words after the action.
bool hasWords(Session& session, qsizetype count, const QString& what) {
    if (session.arguments().size() == count + 1) return true;
    session.usage(session.arguments().size() > count + 1
                      ? QStringLiteral("unknown argument ") + session.arguments().last()
                      : what);
    return false;
}

void step(Session& session, const Subject& subject, const QString& method, QJsonObject params) {
    if (!holderOf(session).isEmpty()) params.insert(QStringLiteral("for"), holderOf(session));
    (new Steps(session, subject))->start(method, params);
}

void refresh(Session& session, const Subject& subject, const char* method) {
    if (session.arguments().size() <= 1) return step(session, subject, QLatin1String(method), {});
    session.usage(QStringLiteral("unknown argument ") + session.arguments().last());
}

constexpr Subject kPhones{&agent::Client::phonesChanged, asking, phonesText, isTold, "phone list"};
constexpr Subject kDevices{&agent::Client::devicesChanged, asking, devicesText, isTold,
                           "device list"};

// Those of the wish's own parameters that were given; the application says what is missing.
QJsonObject wishOf(const Session& session, const QString& wish) {
    QJsonObject params{{"id", newId()}, {"wish", wish}};
    const std::pair<const char*, const char*> options[] = {{"id", "id"},
                                                           {"card", "card"},
                                                           {"amount", "amount"},
                                                           {"payee-account", "payeeAccount"},
                                                           {"payee-name", "payeeName"},
                                                           {"purpose", "purpose"}};
    for (const auto& [option, parameter] : options)
        if (session.isSet(QLatin1String(option)))
            params.insert(QLatin1String(parameter), session.value(QLatin1String(option)));
    return params;
}

void showOne(Session& session, const char* method) {
    if (!hasWords(session, 1, QStringLiteral("the id of a confirmation"))) return;
    session.ask(QLatin1String(method), {{"id", session.arguments().last()}},
                [&session](const QJsonObject& it) { session.finish(it, confirmationText(it)); });
}

void list(Session& session) {
    if (session.arguments().size() > 1)
        return session.usage(QStringLiteral("unknown argument ") + session.arguments().last());
    session.ask(QStringLiteral("confirm.list"), {},
                [&session](const QJsonObject& it) { session.finish(it, confirmationsText(it)); });
}

}  // namespace

void phone(Session& session) {
    const QStringList& words = session.arguments();
    const QString what = words.value(0, QStringLiteral("list"));
    if (what == QLatin1String("list")) return refresh(session, kPhones, "phone.refresh");
    if (what == QLatin1String("pair")) {
        if (hasWords(session, 0, {})) (new Pairing(session, holderOf(session)))->start();
        return;
    }
    if (what == QLatin1String("rename")) {
        if (hasWords(session, 2, QStringLiteral("the id of a phone, and its new name")))
            step(session, kPhones, QStringLiteral("phone.rename"),
                 {{"phone", words.at(1)}, {"name", words.at(2)}});
        return;
    }
    if (what != QLatin1String("revoke"))
        return session.usage(QStringLiteral("unknown: phone ") + what);
    if (hasWords(session, 1, QStringLiteral("the id of a phone")))
        step(session, kPhones, QStringLiteral("phone.revoke"), {{"phone", words.at(1)}});
}

void device(Session& session) {
    const QStringList& words = session.arguments();
    const QString what = words.value(0, QStringLiteral("list"));
    if (what == QLatin1String("list")) return refresh(session, kDevices, "device.refresh");
    if (what != QLatin1String("accept") && what != QLatin1String("revoke"))
        return session.usage(QStringLiteral("unknown: device ") + what);
    if (hasWords(session, 1, QStringLiteral("the id of a device")))
        step(session, kDevices, QStringLiteral("device.") + what, {{"device", words.at(1)}});
}

void confirm(Session& session) {
    const QStringList& words = session.arguments();
    const QString what = words.value(0, QStringLiteral("list"));
    if (what == QLatin1String("list")) return list(session);
    if (what == QLatin1String("show")) return showOne(session, "confirm.get");
    if (what == QLatin1String("withdraw")) return showOne(session, "confirm.withdraw");
    const bool ofOrder = what == QLatin1String("order") || what == QLatin1String("refund");
    if (!ofOrder && what != QLatin1String("transfer"))
        return session.usage(QStringLiteral("unknown: confirm ") + what);
    if (!hasWords(session, ofOrder ? 1 : 0, QStringLiteral("the id of an order"))) return;
    auto params = wishOf(session, what);
    if (ofOrder) params.insert(QStringLiteral("order"), words.at(1));
    (new Confirming(session, params))->start();
}

}  // namespace tappay::ctl
