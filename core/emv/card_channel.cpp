#include "emv/card_channel.h"

#include <array>

namespace tappay::emv {

Result<apdu::Response> CardChannel::transmit(const apdu::Command& command) {
    TAPPAY_CHECK(checkStop());
    if (m_clock == nullptr) return m_card.transmit(command);
    const auto begun = m_clock->monotonic();
    auto answer = m_card.transmit(command);
    const auto taken = m_clock->monotonic() - begun;
    if (answer && (!m_quickest || taken < *m_quickest)) m_quickest = taken;
    return answer;
}

Result<void> CardChannel::checkStop() const {
    if (m_hearsStop && m_stop.stop_requested()) return fail(FailureCode::Cancelled);
    return {};
}

std::unexpected<Failure> refused(std::string_view command, std::uint16_t sw) {
    const std::array<std::uint8_t, 2> octets{static_cast<std::uint8_t>(sw >> 8),
                                             static_cast<std::uint8_t>(sw)};
    return fail(FailureCode::CardDataMalformed,
                std::string(command) + " answered with status " + toHex(octets));
}

}  // namespace tappay::emv
