#pragma once

#include "emv/interfaces.h"

namespace tappay::emv {

struct Session;

// What is unlike an honest card of the payment whose cryptogram the issuer will see. Looked at
// once: the terminal remembers the counter it asks about.
const RiskSignals& findRiskSignals(Session& session);

}  // namespace tappay::emv
