#pragma once

#include "emv/contactless/tap.h"

namespace tappay::emv::contactless {

// GET PROCESSING OPTIONS. The card decides here, and the answer holds its cryptogram (JR/T 0025.12;
// EMV Book 3, 6.5.8). On success the tap knows what was granted and which records to read.
TapResult<void> initiateApplication(Tap& tap);

}  // namespace tappay::emv::contactless
