#pragma once

#include "backend/records.h"

namespace tappay::backend {

// Field 22 of what is paid without the card: neither it nor a PIN were there.
inline constexpr const char* kWithoutCard = "012";

// The account a payment's money goes to when it is a transfer, as it was confirmed; else empty.
// Inside a job.
Result<std::string> payeeOf(Records& records, const Payment& payment);

}  // namespace tappay::backend
