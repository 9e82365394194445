#pragma once

#include "protocol/cardholder.h"
#include "protocol/message_text.h"

// The members of an account in JSON, for the codecs of this room.
namespace tappay::protocol {

void addLimits(QJsonObject& object, const CardholderLimits& limits);
CardholderLimits readLimits(ObjectReader& reader);

QJsonObject accountObject(const CardholderFacts& account);
CardholderFacts readAccount(ObjectReader& reader);

QJsonObject objectOf(std::string_view json);

}  // namespace tappay::protocol
