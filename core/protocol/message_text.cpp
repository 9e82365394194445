#include "protocol/message_text.h"

#include <limits>

#include <QtCore/QJsonDocument>
#include <algorithm>

#include "protocol/time.h"

namespace tappay::protocol {

ObjectReader::Check ascii(std::size_t least, std::size_t most) {
    return [=](std::string_view text) {
        return text.size() >= least && text.size() <= most &&
               std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
    };
}

bool isTime(std::string_view text) {
    return parseTime(text).has_value();
}

std::uint32_t readNumber(ObjectReader& reader, const char* name, std::int64_t least) {
    return static_cast<std::uint32_t>(
        reader.integer(name, least, std::numeric_limits<std::uint32_t>::max()));
}

QString qt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string json(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

Result<ObjectReader> openMessage(std::string_view text, std::string_view type) {
    TAPPAY_TRY(reader, ObjectReader::parse(text));
    reader.text("type", [=](std::string_view found) { return found == type; });
    return reader;
}

}  // namespace tappay::protocol
