#include "confirm/pause.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace tappay::confirm {

bool pause(std::chrono::milliseconds howLong, const Deadline& deadline) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any nobody;
    nobody.wait_for(lock, deadline.stop, std::min(deadline.left(), howLong), [] { return false; });
    return !deadline.cancelled() && !deadline.passed();
}

}  // namespace tappay::confirm
