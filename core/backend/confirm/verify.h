#pragma once

#include "backend/confirm/confirmation_records.h"
#include "backend/confirm/phone_callers.h"

namespace tappay::backend {

// Takes the steps of a phone and verifies the device's signature over the very octets of the
// request. Inside a turn.
namespace verify {

// NotFound also for another holder's confirmation. A step that comes late, twice or out of order
// changes nothing.
Result<std::string> step(Turn& turn, const PhoneMessage& message);

// Why this is no signature of the holder for this request; None when it is one.
Result<protocol::ConfirmationReason> judge(Records& records, const ConfirmationRow& confirmation,
                                           const std::string& device, ByteView value);

}  // namespace verify

}  // namespace tappay::backend
