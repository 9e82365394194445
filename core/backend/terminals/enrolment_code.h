#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace tappay::backend {

// "4K7P-XQ2M-9TRA": 12 of 32 symbols, 60 random bits, without those that look like another.
std::string makeEnrolmentCode(Random& random);

// What is stored of a code. Keyed, so that who has the database alone can't try codes against it;
// `lookupKey` is the one of the configuration. EnrolmentCodeInvalid for what can't be a code; small
// letters, blanks and hyphens are the same code.
Result<Bytes> hashOfCode(ByteView lookupKey, std::string_view code);

}  // namespace tappay::backend
