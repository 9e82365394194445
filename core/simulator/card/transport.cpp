#include "simulator/card/transport.h"

#include <algorithm>

namespace tappay::simulator {
namespace {

constexpr std::uint8_t kGetResponse = 0xC0;

// xx of 61xx and 6Cxx: the number of octets, 0 for 256.
std::uint16_t withLength(std::uint8_t first, std::size_t length) {
    return static_cast<std::uint16_t>(first << 8 | (std::min<std::size_t>(length, 256) & 0xFF));
}

}  // namespace

Bytes Transport::reset() {
    m_waiting = {};
    return m_card.reset();
}

Bytes Transport::process(ByteView command) {
    const auto parsed = apdu::parseCommand(command);
    const bool extended = parsed && (parsed->data.size() > 255 || parsed->le.value_or(0) > 256);
    if (!parsed || extended) return status(0x6700).encode();
    // The air knows no bytewise protocol.
    const bool bytewise = m_card.profile().byteProtocol && m_card.interface() == Interface::Contact;
    return bytewise ? processBytewise(*parsed) : m_card.process(*parsed).encode();
}

Bytes Transport::processBytewise(const apdu::Command& command) {
    const std::size_t expected = command.le.value_or(0) == 0 ? 256 : *command.le;
    if (command.cla == 0x00 && command.ins == kGetResponse) return fetch(expected);
    m_waiting = {};
    auto response = m_card.process(command);
    if (response.data.empty()) return response.encode();
    m_waiting = std::move(response);
    if (!command.data.empty()) return status(withLength(0x61, m_waiting.data.size())).encode();
    if (expected != m_waiting.data.size())
        return status(withLength(0x6C, m_waiting.data.size())).encode();
    return fetch(expected);
}

Bytes Transport::fetch(std::size_t expected) {
    if (m_waiting.data.empty()) return status(0x6985).encode();
    if (expected > m_waiting.data.size())
        return status(withLength(0x6C, m_waiting.data.size())).encode();
    const auto end = m_waiting.data.begin() + static_cast<std::ptrdiff_t>(expected);
    apdu::Response part{Bytes(m_waiting.data.begin(), end), m_waiting.sw};
    m_waiting.data.erase(m_waiting.data.begin(), end);
    if (!m_waiting.data.empty()) part.sw = withLength(0x61, m_waiting.data.size());
    return part.encode();
}

}  // namespace tappay::simulator
