#pragma once

#include "protocol/message_text.h"
#include "protocol/phone.h"

// What the messages of and about phones have in common. For the codecs of this room.
namespace tappay::protocol {

std::string readTerminalId(ObjectReader& reader);
HolderKind readHolder(ObjectReader& reader);
PhoneSender readSender(ObjectReader& reader);
// Empty, or a time.
bool isTimeOrNone(std::string_view text);
bool isUuidOrNone(std::string_view text);

// A message of a terminal.
QJsonObject terminalObject(const char* type, const std::string& terminalId,
                           const std::string& time);
QJsonObject senderObject(const char* type, const PhoneSender& from);

}  // namespace tappay::protocol
