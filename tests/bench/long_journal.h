#pragma once

#include <filesystem>

#include "base/result.h"

namespace tappay::bench {

// Fills the journal of this directory as a shop would: approved sales of five rows each.
Result<void> writeLongJournal(const std::filesystem::path& directory, int rows);

}  // namespace tappay::bench
