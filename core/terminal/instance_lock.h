#pragma once

#include <filesystem>

#include "base/result.h"

namespace tappay::terminal {

// Keeps a second program out of a directory. The lock ends with the process, however it ends.
class InstanceLock {
public:
    // AlreadyRunning; JournalUnavailable when the directory can't be written.
    static Result<InstanceLock> take(const std::filesystem::path& directory);

    InstanceLock(InstanceLock&& other) noexcept;
    InstanceLock& operator=(InstanceLock&&) = delete;
    ~InstanceLock();

private:
    explicit InstanceLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

}  // namespace tappay::terminal
