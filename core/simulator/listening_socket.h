#pragma once

#include <string>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tappay::simulator {

// A Unix stream socket for its owner alone, in the place of what was left there. NotConfigured.
Result<FileDescriptor> listenAt(const std::string& path);

}  // namespace tappay::simulator
