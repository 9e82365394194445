#pragma once

#include "backend/confirm/confirm_config.h"
#include "protocol/confirmation.h"

namespace tappay::backend {

// Which payments have to be confirmed: whatever is paid without the card, always; what a shop gives
// back, from an amount on.
bool needsConfirmation(const ConfirmConfig& config, protocol::ConfirmationWish wish,
                       const Money& amount);

}  // namespace tappay::backend
