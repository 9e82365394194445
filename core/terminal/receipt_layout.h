#pragma once

#include "terminal/receipt.h"
#include "terminal/record.h"

namespace tappay::terminal {

// The slip of a payment as it is now; that of an order has the shop for the merchant. `reprint`
// when this copy was issued before.
Receipt layOut(const Record& record, const std::string& merchantName, Copy copy, bool reprint);

}  // namespace tappay::terminal
