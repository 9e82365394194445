#pragma once

#include "terminal/onboarding/master_key.h"
#include "terminal/standing.h"

// The terminal's sign-on (签到): docs/protocol.md, "Sign-on".
namespace tappay::terminal {

struct SignOnResult {
    std::shared_ptr<SignOn> keys;
    SignOnFacts facts;
    std::uint32_t parametersVersion = 0;  // the newest there is
    std::optional<Time> keyRenewal;
};

// With the master key `key`. Each call counts: a question is never signed twice. TerminalCloned,
// KeyRejected, HostAnswerInvalid, and those of chip and exchange.
Result<SignOnResult> signOn(const OnboardingTools& tools, const Enrolment& enrolment,
                            const MasterKey& key, const Deadline& deadline);

}  // namespace tappay::terminal
