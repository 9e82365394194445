#pragma once

#include <filesystem>

#include "simulator/sandbox/authorities.h"
#include "simulator/sandbox/options.h"

namespace tappay::simulator::sandbox {

// What a maker of chips does: an element of this form in factory state in `directory`, which is
// made, certified by the maker's line and born with the back end's root. Nothing for Chip::None.
// The failures of chip/software/factory.h and chip/virtual/element.h.
Result<void> makeChip(Chip form, const std::filesystem::path& directory,
                      const Authorities& authorities);

}  // namespace tappay::simulator::sandbox
