#pragma once

#include <cstddef>

namespace tappay::backend {

// Lets the process have so many open files, where the system lets it; says whether it may.
bool allowDescriptors(std::size_t count);

}  // namespace tappay::backend
