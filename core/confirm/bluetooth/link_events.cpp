#include "confirm/bluetooth/link_events.h"

namespace tappay::confirm {

template <typename Change>
void LinkEvents::tell(Change change) {
    {
        const std::scoped_lock lock(m_mutex);
        change();
    }
    m_changed.notify_all();
}

void LinkEvents::ready(std::size_t largestFrame) {
    tell([&] { m_largest = largestFrame; });
}

void LinkEvents::written() {
    tell([&] { ++m_written; });
}

void LinkEvents::came(Bytes frame) {
    tell([&] { m_frames.push_back(std::move(frame)); });
}

void LinkEvents::broken(Failure failure) {
    tell([&] {
        if (!m_broken) m_broken = std::move(failure);
    });
}

void LinkEvents::closed() {
    tell([&] { m_closed = true; });
}

// Whatever came before a break counts.
template <typename Came>
Result<void> LinkEvents::wait(std::unique_lock<std::mutex>& lock, const Deadline& deadline,
                              Came came) {
    m_changed.wait_until(lock, deadline.stop, deadline.at,
                         [&] { return came() || m_broken.has_value(); });
    if (came()) return {};
    if (m_broken) return std::unexpected(*m_broken);
    return fail(deadline.cancelled() ? FailureCode::Cancelled : FailureCode::DeviceTimeout,
                "Bluetooth");
}

Result<std::size_t> LinkEvents::waitReady(const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    TAPPAY_CHECK(wait(lock, deadline, [&] { return m_largest.has_value(); }));
    return *m_largest;
}

Result<void> LinkEvents::waitWritten(std::size_t count, const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    return wait(lock, deadline, [&] { return m_written >= count; });
}

Result<Bytes> LinkEvents::nextFrame(const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    TAPPAY_CHECK(wait(lock, deadline, [&] { return !m_frames.empty(); }));
    auto frame = std::move(m_frames.front());
    m_frames.pop_front();
    return frame;
}

void LinkEvents::waitClosed(const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    m_changed.wait_until(lock, deadline.stop, deadline.at, [&] { return m_closed; });
}

}  // namespace tappay::confirm
