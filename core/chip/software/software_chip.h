#pragma once

#include <filesystem>
#include <memory>

#include "chip/chip.h"

namespace tappay::chip {

// Keys from files of one directory: identity.pem (PKCS#8 P-256), pik.hex, mak.hex. The files must
// not be readable by others, else KeyUnavailable. Weaker than a chip, and shown as such.
Result<std::unique_ptr<Chip>> openSoftwareChip(const std::filesystem::path& directory);

}  // namespace tappay::chip
