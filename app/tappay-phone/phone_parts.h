#pragma once

#include "command_line.h"
#include "companion/device_ways.h"
#include "companion/live_companion.h"

namespace tappay::phone {

// What the program is made of, in the order in which it may go.
struct PhoneParts {
    SystemClock clock;
    Log log{"tappay-phone", LogLevel::Warning};
    companion::DeviceWays devices;
    std::unique_ptr<companion::LiveCompanion> companion;
};

// NotConfigured for files of certificates that can't be read, and the failures of LiveCompanion.
Result<std::unique_ptr<PhoneParts>> open(const CommandLine& line);

}  // namespace tappay::phone
