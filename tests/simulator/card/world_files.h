#pragma once

#include "emv/parameters.h"

namespace tappay::test {

// The kernel's parameters as setup wrote them, with a terminal around them.
emv::Parameters readParameters(const std::string& path);

}  // namespace tappay::test
