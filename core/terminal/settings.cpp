#include "terminal/settings.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <utility>

namespace tappay::terminal {

namespace {
constexpr qint64 kLargestFile = 4 * 1024 * 1024;
}

Settings::Settings(QJsonObject object, std::string prefix, std::shared_ptr<Shared> shared)
    : m_left(std::move(object)), m_prefix(std::move(prefix)), m_shared(std::move(shared)) {}

Result<Settings> Settings::read(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    QFile opened(QString::fromStdString(file.string()));
    if (!opened.open(QIODevice::ReadOnly))
        return fail(FailureCode::NotConfigured, name + ": cannot be read");
    if (opened.size() > kLargestFile) return fail(FailureCode::NotConfigured, name + ": too large");
    TAPPAY_TRY(settings, parse(opened.readAll().toStdString(), name));
    settings.m_shared->directory = std::filesystem::absolute(file).parent_path();
    return settings;
}

Result<Settings> Settings::parse(std::string_view json, const std::string& name) {
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size())), &error);
    if (!document.isObject()) {
        const std::string why =
            error.error == QJsonParseError::NoError
                ? "not an object"
                : error.errorString().toStdString() + " at octet " + std::to_string(error.offset);
        return fail(FailureCode::NotConfigured, name + ": " + why);
    }
    return Settings(document.object(), {}, std::make_shared<Shared>());
}

QJsonValue Settings::take(const char* key) {
    const auto found = m_left.find(QLatin1String(key));
    if (found == m_left.end()) {
        refuse(key, "missing");
        return {};
    }
    const QJsonValue value = *found;
    m_left.erase(found);
    return value;
}

void Settings::refuse(const char* key, const std::string& why) {
    if (!m_shared->problem)
        m_shared->problem = Failure{FailureCode::NotConfigured, m_prefix + key + ": " + why};
}

bool Settings::has(const char* key) const {
    return m_left.contains(QLatin1String(key));
}

std::string Settings::text(const char* key, std::size_t shortest, std::size_t longest) {
    const auto value = take(key);
    const auto text = value.toString().toStdString();
    if (!value.isString() || text.size() < shortest || text.size() > longest) {
        refuse(key, "not a text of the right length");
        return {};
    }
    return text;
}

std::string Settings::optionalText(const char* key) {
    return has(key) ? text(key) : std::string();
}

std::string Settings::digits(const char* key, std::size_t shortest, std::size_t longest) {
    auto value = text(key, shortest, longest);
    if (!std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        refuse(key, "digits only");
    return value;
}

std::filesystem::path Settings::path(const char* key) {
    return (m_shared->directory / text(key)).lexically_normal();
}

int Settings::number(const char* key, int least, int most) {
    const auto value = take(key);
    const double number = value.toDouble();
    if (!value.isDouble() || number != std::floor(number) || number < least || number > most) {
        refuse(key,
               "not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return least;
    }
    return static_cast<int>(number);
}

bool Settings::flag(const char* key) {
    const auto value = take(key);
    if (!value.isBool()) refuse(key, "neither true nor false");
    return value.toBool();
}

Bytes Settings::hex(const char* key, std::size_t shortest, std::size_t longest) {
    const auto octets = fromHex(text(key));
    if (octets && octets->size() >= shortest && octets->size() <= longest) return *octets;
    refuse(key, "not the right number of hexadecimal octets");
    return Bytes(shortest, 0);
}

Money Settings::money(const char* key, const Currency& currency) {
    const auto amount = parseMoney(text(key), currency);
    if (amount) return *amount;
    refuse(key, "not an amount");
    return {0, currency};
}

Settings Settings::object(const char* key) {
    const auto value = take(key);
    if (!value.isObject()) refuse(key, "not an object");
    return {value.toObject(), m_prefix + key + ".", m_shared};
}

std::vector<Settings> Settings::list(const char* key) {
    const auto value = take(key);
    if (!value.isArray()) refuse(key, "not a list");
    std::vector<Settings> items;
    for (const auto& item : value.toArray()) {
        const std::string name = m_prefix + key + "[" + std::to_string(items.size()) + "].";
        if (!item.isObject()) refuse(key, "not a list of objects");
        items.push_back(Settings(item.toObject(), name, m_shared));
    }
    return items;
}

std::vector<std::string> Settings::texts(const char* key) {
    const auto value = take(key);
    if (!value.isArray()) refuse(key, "not a list");
    std::vector<std::string> texts;
    for (const auto& item : value.toArray()) {
        if (!item.isString()) refuse(key, "not a list of texts");
        texts.push_back(item.toString().toStdString());
    }
    return texts;
}

Result<void> Settings::check() {
    if (!m_left.isEmpty())
        refuse(m_left.keys().first().toUtf8().constData(), "nobody knows this setting");
    if (m_shared->problem) return std::unexpected(*m_shared->problem);
    return {};
}

}  // namespace tappay::terminal
