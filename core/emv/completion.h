#pragma once

#include "emv/generate_ac.h"
#include "emv/interfaces.h"
#include "emv/kernel.h"

namespace tappay::emv {

struct Session;

// How a transaction ended.
struct Ending {
    Decision decision = Decision::Ended;
    std::optional<Failure> reason;
};

// The ways a transaction comes to its end after the first GENERATE AC (EMV Book 3, 9.3 and 10.11;
// Book 4, 6.3.8). Response codes the terminal makes: Y1, Z1, Y3, Z3 (Book 4, Annex A6).
Ending completeOffline(Session& session, const Cryptogram& cryptogram);
// The first cryptogram was an ARQC whose signature is wrong: the card gets its end at once.
Ending completeUnauthentic(Session& session);
Ending completeWithIssuer(Session& session, const HostAnswer& answer);
Ending completeWithoutIssuer(Session& session, const Failure& why);

// All that may be kept of the transaction.
Outcome describeOutcome(const Session& session, Ending ending);

}  // namespace tappay::emv
