#pragma once

#include "simulator/sandbox/layout.h"

namespace tappay::simulator::sandbox {

// Loopback ports that were free a moment ago. Another program may take them before ours does:
// then isTaken() tells, and the caller tries again with others.
Ports freePorts();
bool isTaken(std::uint16_t port);

}  // namespace tappay::simulator::sandbox
