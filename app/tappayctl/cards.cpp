#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>

#include "commands.h"
#include "print.h"
#include "steps.h"

// The cardholder's account: cards, limits, computers, data.
namespace tappay::ctl {

namespace {

// The back end has told how it is: else the application has begun afresh meanwhile.
bool isTold(const QJsonObject& cardholder) {
    return cardholder.value(QLatin1String("asked")).isString();
}

void step(Session& session, const char* method, const QJsonObject& params = {}) {
    constexpr Subject kAccount{&agent::Client::cardholderChanged, cardholderStepWords,
                               cardholderText, isTold, "cards"};
    (new Steps(session, kAccount))->start(QLatin1String(method), params);
}

void list(Session& session) {
    session.ask(QStringLiteral("cardholder.get"), {},
                [&session](const QJsonObject& it) { session.finish(it, cardholderText(it)); });
}

// Left out: no limit. Without both the ones that hold are shown.
void limits(Session& session) {
    QJsonObject params;
    for (const char* name : {"payment", "day"})
        if (session.isSet(QLatin1String(name)) &&
            session.value(QLatin1String(name)) != QLatin1String("none"))
            params.insert(QLatin1String(name), session.value(QLatin1String(name)));
    if (!session.isSet(QStringLiteral("payment")) && !session.isSet(QStringLiteral("day")))
        return list(session);
    step(session, "cardholder.limits", params);
}

void write(Session& session, const QJsonObject& data, const QString& path) {
    QSaveFile file(path);
    const bool there = QFileInfo::exists(path);
    if (!there && file.open(QIODevice::WriteOnly)) {
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        file.write(QJsonDocument(data).toJson(QJsonDocument::Indented));
        if (file.commit())
            return session.finish({{"file", path}}, QStringLiteral("Saved %1\n").arg(path));
    }
    session.usage(there ? QStringLiteral("there is a file of this name already: ") + path
                        : QStringLiteral("the file can't be written: ") + path);
}

void exportData(Session& session) {
    session.ask(QStringLiteral("cardholder.export"), {}, [&session](const QJsonObject& it) {
        const QJsonObject data = it.value(QLatin1String("data")).toObject();
        if (session.isSet(QStringLiteral("output")))
            return write(session, data, session.value(QStringLiteral("output")));
        session.finish(data, QString::fromUtf8(QJsonDocument(data).toJson()));
    });
}

void deleteData(Session& session) {
    if (!session.isSet(QStringLiteral("yes")))
        return session.usage(QStringLiteral(
            "cards, computers, limits and notices are deleted for good; say so with --yes"));
    step(session, "cardholder.delete");
}

}  // namespace

void cards(Session& session) {
    const QStringList& words = session.arguments();
    const QString what = words.value(0);
    const QString which = words.value(1);
    const bool named = what == QLatin1String("unbind") || what == QLatin1String("remove-device");
    if (words.size() > (named ? 2 : 1))
        return session.usage(QStringLiteral("unknown argument ") + words.last());
    if (named && which.isEmpty())
        return session.usage(QStringLiteral("cards %1 needs an id of tappayctl cards").arg(what));
    if (what.isEmpty()) return list(session);
    if (what == QLatin1String("add")) return step(session, "cardholder.addCard");
    if (what == QLatin1String("unbind"))
        return step(session, "cardholder.unbind", {{"card", which}});
    if (what == QLatin1String("remove-device"))
        return step(session, "cardholder.removeDevice", {{"device", which}});
    if (what == QLatin1String("limits")) return limits(session);
    if (what == QLatin1String("export")) return exportData(session);
    if (what == QLatin1String("delete")) return deleteData(session);
    session.usage(QStringLiteral("unknown: cards ") + what);
}

}  // namespace tappay::ctl
