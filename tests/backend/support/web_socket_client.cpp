#include "backend/support/web_socket_client.h"

namespace tappay::test {

namespace {

constexpr std::uint8_t kFinal = 0x80, kMasked = 0x80, kLength16 = 126, kLength64 = 127;
constexpr std::size_t kMask = 4;

std::size_t number(const std::string& octets) {
    std::size_t value = 0;
    for (const char octet : octets)
        value = value << 8U | static_cast<std::uint8_t>(octet);
    return value;
}

}  // namespace

WebSocketClient::WebSocketClient(std::uint16_t port, std::chrono::milliseconds patience)
    : m_http(port, patience) {}

int WebSocketClient::open(const std::string& target) {
    if (!m_http.connected() || !m_http.handshake()) return 0;
    const auto reply = m_http.exchange("GET", target, {},
                                       "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                       "Sec-WebSocket-Version: 13\r\n"
                                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    return reply ? reply->status : 0;
}

// The mask is nothing, as it may be.
bool WebSocketClient::send(const std::string& payload, Kind kind) {
    std::string octets{static_cast<char>(kFinal | static_cast<std::uint8_t>(kind))};
    if (payload.size() < kLength16) {
        octets += static_cast<char>(kMasked | payload.size());
    } else {
        octets += static_cast<char>(kMasked | kLength16);
        octets += static_cast<char>(payload.size() >> 8U);
        octets += static_cast<char>(payload.size());
    }
    octets.append(kMask, '\0');
    return m_http.send(octets + payload);
}

std::optional<WebSocketClient::Frame> WebSocketClient::frame() {
    const auto head = m_http.take(2);
    if (!head) return {};
    std::size_t size = static_cast<std::uint8_t>((*head)[1]);
    if (size == kLength16 || size == kLength64) {
        const auto length = m_http.take(size == kLength16 ? 2 : 8);
        if (!length) return {};
        size = number(*length);
    }
    auto payload = m_http.take(size);
    if (!payload) return {};
    return Frame{static_cast<Kind>((*head)[0] & 0x0F), std::move(*payload)};
}

std::optional<std::string> WebSocketClient::text() {
    while (auto next = frame()) {
        if (next->kind == Kind::Text) return std::move(next->payload);
        if (next->kind == Kind::Ping) send(next->payload, Kind::Pong);
        if (next->kind != Kind::Close) continue;
        m_closeCode = static_cast<int>(number(next->payload.substr(0, 2)));
        send(next->payload.substr(0, 2), Kind::Close);
        return {};
    }
    return {};
}

}  // namespace tappay::test
