#include "vpcd_card.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tappay::test {
namespace {

// Contents of one octet are not for the card but for its power; only the last is answered.
constexpr std::uint8_t kOff = 0, kOn = 1, kReset = 2, kAtr = 4;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int boundTo(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    if (::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0)
        return socket;
    ::close(socket);
    return -1;
}

}  // namespace

VpcdCard::VpcdCard(std::uint16_t port, simulator::VirtualCard& card)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      m_transport(card),
      m_atr(card.profile().atr) {
    const auto address = loopback(port);
    m_connected =
        ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    const int yes = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    if (m_connected) m_thread = std::thread([this] { serve(); });
}

VpcdCard::~VpcdCard() {
    ::shutdown(m_socket, SHUT_RDWR);
    if (m_thread.joinable()) m_thread.join();
    ::close(m_socket);
}

bool VpcdCard::receive(std::span<std::uint8_t> octets) const {
    while (!octets.empty()) {
        const auto size = ::recv(m_socket, octets.data(), octets.size(), 0);
        if (size <= 0) return false;
        // vpcd sends length and content apart and waits for the acknowledgement of the first; the
        // option is good for one receipt.
        const int yes = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof(yes));
        octets = octets.subspan(static_cast<std::size_t>(size));
    }
    return true;
}

bool VpcdCard::send(ByteView content) const {
    const Bytes length{static_cast<std::uint8_t>(content.size() >> 8),
                       static_cast<std::uint8_t>(content.size())};
    const auto whole = concat({length, content});
    return ::send(m_socket, whole.data(), whole.size(), MSG_NOSIGNAL) >= 0;
}

void VpcdCard::serve() {
    while (true) {
        std::array<std::uint8_t, 2> length{};
        if (!receive(length)) return;
        Bytes content(static_cast<std::size_t>(length[0] << 8 | length[1]));
        if (!receive(content)) return;
        if (content.size() != 1) {
            if (!send(m_transport.process(content))) return;
            continue;
        }
        if (content[0] == kOff || content[0] == kOn || content[0] == kReset) m_transport.reset();
        if (content[0] == kAtr && !send(m_atr)) return;
    }
}

std::uint16_t freePortPair() {
    while (true) {
        const int first = boundTo(0);
        sockaddr_in address{};
        socklen_t size = sizeof(address);
        ::getsockname(first, reinterpret_cast<sockaddr*>(&address), &size);
        const auto port = ntohs(address.sin_port);
        const int second = port == 0xFFFF ? -1 : boundTo(static_cast<std::uint16_t>(port + 1));
        ::close(first);
        if (second < 0) continue;
        ::close(second);
        return port;
    }
}

}  // namespace tappay::test
