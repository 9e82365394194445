#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <functional>
#include <string>
#include <vector>

// Every way to spoil one member of a message.
namespace tappay::protocol {

struct Spoilt {
    std::string what, json;
};

inline std::string compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

inline std::vector<QJsonValue> wrongFor(const QJsonValue& value) {
    if (value.isDouble()) return {"1", 1.5, -1, 4294967296.0, QJsonValue()};
    if (value.isArray()) {
        auto many = value.toArray();
        while (many.size() <= 8)
            many.append(many.first());
        auto mixed = value.toArray();
        mixed.append(1);
        return {"text", QJsonArray(), many, mixed, QJsonArray{"!"}, QJsonArray{""}};
    }
    if (value.isObject()) return {"text", QJsonObject(), QJsonArray{value}};
    return {1, QJsonValue(), QString(20'000, 'A'), value.toString() + QString(QChar(0x00E9)),
            QJsonArray{value}};
}

// Without each member, and with each replaced by what it may not be.
inline void spoil(const QJsonObject& object, const std::string& path,
                  const std::function<void(QJsonObject, std::string)>& with) {
    for (const auto& name : object.keys()) {
        const auto at = path + name.toStdString();
        auto without = object;
        without.remove(name);
        with(without, at + " missing");
        for (const auto& wrong : wrongFor(object[name])) {
            auto changed = object;
            changed[name] = wrong;
            with(changed, at + " = " + compact({{"v", wrong}}).substr(0, 60));
        }
        if (!object[name].isObject()) continue;
        spoil(object[name].toObject(), at + ".", [&](const QJsonObject& inner, std::string what) {
            auto changed = object;
            changed[name] = inner;
            with(changed, std::move(what));
        });
    }
}

inline std::vector<Spoilt> spoilt(const std::string& json) {
    std::vector<Spoilt> all;
    const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    spoil(object, "", [&](const QJsonObject& changed, std::string what) {
        all.push_back({std::move(what), compact(changed)});
    });
    return all;
}

}  // namespace tappay::protocol
