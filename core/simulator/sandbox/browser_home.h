#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "simulator/sandbox/layout.h"

namespace tappay::simulator::sandbox {

// browser/: a home for Chromium that trusts the sandbox's authority, has the plug-in, and finds the
// sandbox's application. browser/start opens it at the demo shop, or at the pages it is given.
// Without `certutil`, `tappay-browser` or the plug-in's files there is none, and the log
// "browser-home" says what is missing: shop and payments by a link need no browser of ours.
// StorageFull or NotConfigured with the file; Cancelled.
Result<void> makeBrowserHome(const Layout& layout, const QString& programs, const Ports& ports,
                             const Deadline& deadline);

}  // namespace tappay::simulator::sandbox
