#pragma once

#include "crypto/certificate.h"

namespace tappay::chip {

// What certificates call a chip that is none: vendor "TAPY", which the TCG has given to nobody.
const crypto::ChipModel& softwareModel();

}  // namespace tappay::chip
