#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"

namespace tappay {

// UUID version 7 (RFC 9562, 5.7): time-ordered, so it is also a kind index key. Lower-case text
// with hyphens.
std::string makeUuidV7(const Clock& clock, Random& random);
bool isUuid(std::string_view text);

}  // namespace tappay
