#pragma once

#include "emv/candidate_list.h"
#include "emv/contactless/tap.h"

namespace tappay::emv::contactless {

// Final selection of the first candidate the card still selects (EMV Contactless Book B, 3.3.3).
// The session then has the application's data and the terminal's for it.
TapResult<void> selectApplication(Tap& tap, const std::vector<Candidate>& candidates);

}  // namespace tappay::emv::contactless
