#include "terminal/instance_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

namespace tappay::terminal {

Result<InstanceLock> InstanceLock::take(const std::filesystem::path& directory) {
    const auto file = directory / "tappayd.lock";
    InstanceLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (lock.m_descriptor < 0)
        return fail(FailureCode::JournalUnavailable, "the directory cannot be written");
    if (::flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(FailureCode::AlreadyRunning, "another program holds the directory");
    return lock;
}

InstanceLock::InstanceLock(InstanceLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

InstanceLock::~InstanceLock() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

}  // namespace tappay::terminal
