#pragma once

#include "emv/kernel.h"

namespace tappay::emv {

// What a transaction is refused for before any card is asked for. AmountInvalid,
// CurrencyUnsupported, NotConfigured.
Result<void> checkRequest(const Parameters& parameters, const Transaction& transaction);

}  // namespace tappay::emv
