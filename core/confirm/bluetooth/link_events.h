#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "base/bytes.h"
#include "base/clock.h"

namespace tappay::confirm {

// What the Bluetooth thread tells those who wait elsewhere for a connection.
class LinkEvents {
public:
    // On the Bluetooth thread:
    void ready(std::size_t largestFrame);
    void written();
    void came(Bytes frame);
    void broken(Failure failure);  // the first one stays
    void closed();

    // Elsewhere. After frames that have come, a break is told.
    Result<std::size_t> waitReady(const Deadline& deadline);
    // That many in all.
    Result<void> waitWritten(std::size_t count, const Deadline& deadline);
    Result<Bytes> nextFrame(const Deadline& deadline);
    void waitClosed(const Deadline& deadline);

private:
    template <typename Change>
    void tell(Change change);
    template <typename Came>
    Result<void> wait(std::unique_lock<std::mutex>& lock, const Deadline& deadline, Came came);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<std::size_t> m_largest;
    std::size_t m_written = 0;
    std::deque<Bytes> m_frames;
    std::optional<Failure> m_broken;
    bool m_closed = false;
};

}  // namespace tappay::confirm
