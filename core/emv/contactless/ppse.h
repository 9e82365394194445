#pragma once

#include "emv/candidate_list.h"
#include "emv/contactless/tap.h"

namespace tappay::emv::contactless {

// The proximity payment system environment (EMV Contactless Book B, 3.3): the applications that
// card and terminal have in common and that may be tapped for this amount, highest priority first.
// Never empty.
TapResult<std::vector<Candidate>> readDirectory(Tap& tap);

}  // namespace tappay::emv::contactless
