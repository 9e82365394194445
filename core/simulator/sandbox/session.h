#pragma once

#include "simulator/sandbox/sandbox.h"

namespace tappay::simulator::sandbox {

// The life of one `tappay-sandbox`: start, work, take down. Messages go to standard error, except
// what `up` says about how to reach the sandbox. The result is the exit status: that of the
// command, 128 + N when signal N ended it, 127 when it can't be executed, 125 when the sandbox did
// not start.
int runSession(const Options& options, const QString& programs);

}  // namespace tappay::simulator::sandbox
