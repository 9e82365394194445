#pragma once

#include "backend/http.h"
#include "base/failure.h"

namespace tappay::backend {

// Which HTTP status says what: docs/protocol.md.
unsigned statusOf(FailureCode code);
// With the failure's name and detail as JSON.
HttpResponse refusal(unsigned status, const Failure& failure);

}  // namespace tappay::backend
