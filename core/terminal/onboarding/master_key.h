#pragma once

#include "terminal/onboarding/enrolled.h"
#include "terminal/onboarding/questions.h"
#include "terminal/security.h"

// The master key's way into the chip: docs/protocol.md, "Master key".
namespace tappay::terminal {

struct MasterKey {
    chip::Slot slot = chip::Slot::A;
    std::uint32_t version = 0;
    std::string checkValue;  // 3 octets, hexadecimal
    Time since;
};

KeyFacts keyFactsOf(const MasterKey& key);

// Into `slot`, whose key is gone then; the other slot is left alone. The distributor has been
// checked against the chip's authority before the key is asked for, and the key by its check value
// before it is acknowledged. KeyRejected, HostAnswerInvalid, and those of chip and exchange.
Result<MasterKey> fetchMasterKey(const OnboardingTools& tools, const Enrolment& enrolment,
                                 const Bytes& authority, chip::Slot slot, Random& random,
                                 const Deadline& deadline);

}  // namespace tappay::terminal
