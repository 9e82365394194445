#pragma once

#include <thread>

#include "simulator/card/transport.h"

namespace tappay::test {

// A card in the reader of vpcd: a TCP client that speaks its protocol, two octets of length and the
// content either way. In the reader while the object lives.
class VpcdCard {
public:
    VpcdCard(std::uint16_t port, simulator::VirtualCard& card);
    VpcdCard(const VpcdCard&) = delete;
    VpcdCard& operator=(const VpcdCard&) = delete;
    ~VpcdCard();

    [[nodiscard]] bool connected() const { return m_connected; }

private:
    void serve();
    bool receive(std::span<std::uint8_t> octets) const;
    bool send(ByteView content) const;

    int m_socket;
    bool m_connected = false;
    simulator::Transport m_transport;
    Bytes m_atr;
    std::thread m_thread;
};

// The first of two neighbouring ports that nobody listens on: vpcd takes both.
std::uint16_t freePortPair();

}  // namespace tappay::test
