#pragma once

#include <string>

#include "base/result.h"
#include "protocol/messages.h"

// The contents of the sealed part. Written and read without the general JSON codec, because nothing
// here may end in memory that is not wiped.
namespace tappay::protocol {

struct SealedCard {
    std::string key;  // of the authorisation the seal belongs to
    CardData card;
};

SecretBytes encodeCardData(std::string_view key, const CardData& card);
// InputMalformed names the member, never its value.
Result<SealedCard> decodeCardData(ByteView json);

}  // namespace tappay::protocol
