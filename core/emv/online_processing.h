#pragma once

#include "emv/interfaces.h"

namespace tappay::emv {

struct Session;

// What the issuer is asked (EMV Book 3, 10.9; Book 4, 12.1; field 55 in the order of the 银联 POS
// rules).
HostRequest buildHostRequest(Session& session);

// What the issuer is told of an approval without it: the same with the terminal's response code
// and, of electronic cash, the issuer's authorisation (8A and 9F74; 银联 POS rules).
HostRequest buildOfflineApproval(Session& session);

// Asks the issuer. From here on the wish to stop is not heard any more: only an answer or the end
// of the waiting says what became of the money. Failures: Cancelled before anything was sent, and
// those of Host::authorise.
Result<HostAnswer> askIssuer(Session& session);

}  // namespace tappay::emv
