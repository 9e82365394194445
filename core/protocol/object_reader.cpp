#include "protocol/object_reader.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QStringList>

namespace tappay::protocol {

ObjectReader::ObjectReader(QJsonObject object, FailureCode failure, std::string path)
    : m_object(std::move(object)), m_code(failure), m_path(std::move(path)) {}

Result<ObjectReader> ObjectReader::parse(std::string_view json, FailureCode failure) {
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size())), &error);
    if (error.error != QJsonParseError::NoError)
        return fail(failure, "JSON: " + error.errorString().toStdString());
    if (!document.isObject()) return fail(failure, "JSON: not an object");
    return ObjectReader(document.object(), failure);
}

QJsonValue ObjectReader::take(const char* name) {
    m_known.append(QString::fromLatin1(name));
    return m_object.value(QLatin1String(name));
}

std::string ObjectReader::text(const char* name, const Check& check) {
    if (!has(name)) refuse(name, "missing");
    return optionalText(name, check);
}

std::string ObjectReader::optionalText(const char* name, const Check& check) {
    const auto value = take(name);
    if (value.isUndefined()) return {};
    if (!value.isString()) {
        refuse(name);
        return {};
    }
    auto text = value.toString().toStdString();
    if (check && !check(text)) refuse(name);
    return text;
}

std::int64_t ObjectReader::integer(const char* name, std::int64_t least, std::int64_t most) {
    const auto value = take(name);
    const auto number = value.toInteger(least);
    // A fraction is no integer: Qt then gives the default, which differs from what is there.
    const bool whole = value.isDouble() && value.toDouble() == static_cast<double>(number);
    if (value.isUndefined())
        refuse(name, "missing");
    else if (!whole || number < least || number > most)
        refuse(name);
    return number;
}

ObjectReader ObjectReader::object(const char* name) {
    const auto value = take(name);
    if (!value.isObject()) refuse(name, value.isUndefined() ? "missing" : "wrong");
    return ObjectReader(value.toObject(), m_code, m_path + name + ".");
}

std::string ObjectReader::objectText(const char* name) {
    return QJsonDocument(object(name).m_object).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<std::string> ObjectReader::texts(const char* name, std::size_t most) {
    const auto value = take(name);
    if (!value.isArray()) refuse(name, value.isUndefined() ? "missing" : "wrong");
    const auto list = value.toArray();
    if (static_cast<std::size_t>(list.size()) > most) {
        refuse(name);
        return {};
    }
    std::vector<std::string> texts;
    for (const auto& item : list) {
        if (!item.isString()) refuse(name);
        texts.push_back(item.toString().toStdString());
    }
    return texts;
}

void ObjectReader::each(const char* name, const std::function<void(ObjectReader&)>& element) {
    const auto value = take(name);
    if (!value.isArray()) refuse(name, value.isUndefined() ? "missing" : "wrong");
    int index = 0;
    for (const auto& item : value.toArray()) {
        const auto path = name + ("[" + std::to_string(index++) + "]");
        if (!item.isObject()) refuse(path);
        ObjectReader reader(item.toObject(), m_code, m_path + path + ".");
        element(reader);
        adopt(reader);
    }
}

bool ObjectReader::has(const char* name) const {
    return m_object.contains(QLatin1String(name));
}

void ObjectReader::refuse(const std::string& name, std::string_view why) {
    if (!m_failure) m_failure = Failure{m_code, m_path + name + " is " + std::string(why)};
}

void ObjectReader::adopt(const ObjectReader& inner) {
    if (!m_failure) m_failure = inner.m_failure;
}

void ObjectReader::refuseUnknown() {
    for (const auto& name : m_object.keys())
        if (!m_known.contains(name)) refuse(name.toStdString(), "unknown");
}

Result<void> ObjectReader::status() const {
    if (m_failure) return std::unexpected(*m_failure);
    return {};
}

}  // namespace tappay::protocol
