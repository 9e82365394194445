#include "agent/page_carrier.h"

#include <utility>

namespace tappay::agent {

std::optional<std::string> PageCarrier::carry(const Parcel& parcel, const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    if (!m_hand) return std::nullopt;
    m_out = parcel.number;
    m_brought.reset();
    m_hand(parcel);
    m_changed.wait_until(lock, deadline.stop, deadline.at, [this] { return m_out == 0; });
    m_out = 0;
    return std::exchange(m_brought, std::nullopt);
}

Result<void> PageCarrier::answer(std::uint32_t number, int status, std::string body) {
    const std::lock_guard lock(m_mutex);
    if (m_out == 0 || number != m_out)
        return fail(FailureCode::TooLate, "this question is not open");
    constexpr int kOk = 200;
    if (status == kOk) m_brought = std::move(body);
    m_out = 0;
    m_changed.notify_all();
    return {};
}

void PageCarrier::close() {
    const std::lock_guard lock(m_mutex);
    m_hand = nullptr;
    m_out = 0;
    m_changed.notify_all();
}

}  // namespace tappay::agent
