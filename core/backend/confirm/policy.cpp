#include "backend/confirm/policy.h"

namespace tappay::backend {

bool needsConfirmation(const ConfirmConfig& config, protocol::ConfirmationWish wish,
                       const Money& amount) {
    if (wish != protocol::ConfirmationWish::Refund) return true;
    if (!config.refundFrom) return false;
    // In the units of the amount's own currency; what has no such amount there is confirmed.
    const auto from = parseMoney(*config.refundFrom, amount.currency);
    return !from || amount.minor >= from->minor;
}

}  // namespace tappay::backend
