#pragma once

namespace tappay::daemon {

// Before any secret is read: no core dumps, no tracing or reading of memory by other processes of
// the same user, and files only for their owner. False when the system refuses.
bool hardenProcess();

}  // namespace tappay::daemon
