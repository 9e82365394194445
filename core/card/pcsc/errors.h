#pragma once

#include "base/failure.h"

namespace tappay::card {

// The one place where PC/SC return codes become what the person should do.
Failure failureOf(long pcscCode, const char* during);

}  // namespace tappay::card
