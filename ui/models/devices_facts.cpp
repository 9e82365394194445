#include "models/devices_facts.h"

#include <QJsonArray>
#include <algorithm>

namespace tappay::ui {

namespace {

constexpr qsizetype kGroup = 4;

QString textOf(const QJsonValue& object, const char* name) {
    return object[QLatin1String(name)].toString();
}

QDateTime timeOf(const QJsonValue& object, const char* name) {
    return QDateTime::fromString(textOf(object, name), Qt::ISODateWithMs);
}

QString inGroups(const QString& hex) {
    QString text;
    for (qsizetype at = 0; at < hex.size(); at += kGroup)
        text += (at == 0 ? QString() : QStringLiteral(" ")) + hex.sliced(at).left(kGroup);
    return text.toUpper();
}

SecurityDevice deviceOf(const QJsonValue& it) {
    return {textOf(it, "id"),    textOf(it, "name"),
            textOf(it, "form"),  inGroups(textOf(it, "key")),
            timeOf(it, "since"), textOf(it, "standing")};
}

int rank(const SecurityDevice& device) {
    return device.offered() ? 0 : device.registered() ? 1 : 2;
}

}  // namespace

QString SecurityDevice::shortKey() const {
    constexpr qsizetype kGroups = 4;
    return key.left(kGroups * (kGroup + 1) - 1);
}

DevicesFacts DevicesFacts::fromJson(const QJsonObject& object) {
    DevicesFacts facts;
    facts.known = !object.isEmpty();
    facts.step = textOf(object, "step");
    facts.asked = timeOf(object, "asked");
    const QJsonValue failure = object.value(QLatin1String("failure"));
    if (textOf(failure, "code") != QLatin1String("cancelled")) {
        facts.happened = textOf(failure, "happened");
        facts.remedy = textOf(failure, "remedy");
    }
    QList<SecurityDevice> all;
    for (const QJsonValue& it : object.value(QLatin1String("devices")).toArray())
        all.append(deviceOf(it));
    std::ranges::sort(all, [](const SecurityDevice& a, const SecurityDevice& b) {
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        return a.since != b.since ? a.since > b.since : a.id < b.id;
    });
    for (const SecurityDevice& device : all)
        facts.devices.append(QVariant::fromValue(device));
    return facts;
}

}  // namespace tappay::ui
