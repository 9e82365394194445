#pragma once

#include "backend/records.h"

namespace tappay::backend {

// What a cardholder wants to spend at most in web shops.
class SpendingLimits {
public:
    virtual ~SpendingLimits() = default;
    // For a payment of an order, inside the job that is about to put it on record; its amount and
    // card are known, its row isn't there yet. Before it writes anything: LimitExceeded.
    virtual Result<void> check(Records& records, const Payment& payment) = 0;
};

}  // namespace tappay::backend
