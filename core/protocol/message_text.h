#pragma once

#include <QtCore/QJsonObject>
#include <string>
#include <string_view>

#include "protocol/object_reader.h"

// Text members of all messages: what they may hold, and how an object becomes text. For the codecs
// of this room.
namespace tappay::protocol {

// Printable ASCII.
ObjectReader::Check ascii(std::size_t least, std::size_t most);
bool isTime(std::string_view text);
constexpr std::size_t kTerminalId = 8, kMerchantId = 15;
// A version or a count.
std::uint32_t readNumber(ObjectReader& reader, const char* name, std::int64_t least);

QString qt(std::string_view text);
std::string json(const QJsonObject& object);
// The members of a message of this type.
Result<ObjectReader> openMessage(std::string_view text, std::string_view type);

}  // namespace tappay::protocol
