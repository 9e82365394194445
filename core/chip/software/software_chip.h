#pragma once

#include <filesystem>
#include <memory>

#include "chip/chip.h"

namespace tappay::chip {

// The whole interface from the files of one directory (chip_files.h): for tests, for many simulated
// terminals, and for machines without any chip. The weakest form, and shown as such: who reads the
// files has the keys, who puts old files back turns the counter back, and nothing of the machine is
// measured. KeyUnavailable for a directory or file that is open to others or not what it should be;
// missing keys are made by makeKeys(). One process at a time.
Result<std::unique_ptr<Chip>> openSoftwareChip(const std::filesystem::path& directory);

}  // namespace tappay::chip
