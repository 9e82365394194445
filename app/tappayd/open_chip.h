#pragma once

#include <memory>

#include "chip/chip.h"
#include "terminal/config_file.h"

namespace tappay::daemon {

// The chip of the configuration and never another one. One that can't be opened is a chip as well,
// whose every answer is why: the program runs and tells the person.
std::unique_ptr<chip::Chip> openChip(const terminal::ChipConfig& config, const Log& log);

}  // namespace tappay::daemon
