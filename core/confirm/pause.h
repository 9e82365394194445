#pragma once

#include "base/clock.h"

namespace tappay::confirm {

// Between two looks at a device. False when the deadline ended it.
bool pause(std::chrono::milliseconds howLong, const Deadline& deadline);

}  // namespace tappay::confirm
