#include "models/phones_facts.h"

#include <QJsonArray>
#include <QStringList>
#include <algorithm>

namespace tappay::ui {

namespace {

QString textOf(const QJsonValue& object, const char* name) {
    return object[QLatin1String(name)].toString();
}

QDateTime timeOf(const QJsonValue& object, const char* name) {
    return QDateTime::fromString(textOf(object, name), Qt::ISODateWithMs);
}

PairedPhone phoneOf(const QJsonValue& it) {
    return {textOf(it, "id"), textOf(it, "name"), textOf(it, "standing"), timeOf(it, "since"),
            timeOf(it, "lastSeen")};
}

// Six digits are compared in two groups.
QString inGroups(const QString& code) {
    constexpr qsizetype kDigits = 6;
    return code.size() == kDigits ? code.first(3) + QLatin1Char(' ') + code.last(3) : code;
}

PhonePairing pairingOf(const QJsonValue& it) {
    if (!it.isObject()) return {};
    return {textOf(it, "id"),         textOf(it, "state"),
            textOf(it, "invitation"), inGroups(textOf(it, "code")),
            textOf(it, "name"),       timeOf(it, "expires")};
}

QList<PairedPhone> phonesOf(const QJsonArray& list) {
    QList<PairedPhone> phones;
    for (const QJsonValue& it : list)
        phones.append(phoneOf(it));
    std::ranges::sort(phones, [](const PairedPhone& a, const PairedPhone& b) {
        if (a.paired() != b.paired()) return a.paired();
        return a.lastSeen != b.lastSeen ? a.lastSeen > b.lastSeen : a.id < b.id;
    });
    return phones;
}

}  // namespace

bool PhonePairing::ended() const {
    static const QStringList kEnds{QStringLiteral("accepted"), QStringLiteral("refused"),
                                   QStringLiteral("expired")};
    return kEnds.contains(state);
}

PhonesFacts PhonesFacts::fromJson(const QJsonObject& object) {
    PhonesFacts facts;
    facts.known = !object.isEmpty();
    facts.step = textOf(object, "step");
    facts.asked = timeOf(object, "asked");
    facts.pairing = pairingOf(object.value(QLatin1String("pairing")));
    const QJsonValue failure = object.value(QLatin1String("failure"));
    // Who has ended a step needs not be told why it ended.
    if (textOf(failure, "code") != QLatin1String("cancelled")) {
        facts.happened = textOf(failure, "happened");
        facts.remedy = textOf(failure, "remedy");
    }
    for (const PairedPhone& phone : phonesOf(object.value(QLatin1String("phones")).toArray()))
        facts.phones.append(QVariant::fromValue(phone));
    return facts;
}

bool PhonesFacts::beginning() const {
    return step == QLatin1String("pairing") &&
           (!pairing.valid() || pairing.state == QLatin1String("offering"));
}

QString PhonesFacts::pairedName() const {
    if (phones.isEmpty()) return {};
    const auto first = phones.first().value<PairedPhone>();
    return first.paired() ? first.name : QString();
}

bool PhonesFacts::cloned() const {
    return std::ranges::any_of(phones, [](const QVariant& phone) {
        return phone.value<PairedPhone>().standing == QLatin1String("cloned");
    });
}

}  // namespace tappay::ui
