#pragma once

#include "backend/support/https_client.h"

namespace tappay::test {

// A blocking WebSocket over TLS (RFC 6455), which can also misbehave.
class WebSocketClient {
public:
    enum class Kind : std::uint8_t { Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };
    struct Frame {
        Kind kind = Kind::Text;
        std::string payload;
    };

    explicit WebSocketClient(std::uint16_t port,
                             std::chrono::milliseconds patience = std::chrono::seconds(10));

    // The status of the answer to the upgrade, 101 when it is open; 0 without TLS or an answer.
    int open(const std::string& target);
    bool send(const std::string& payload, Kind kind = Kind::Text);
    // Nothing when the peer closed or was silent.
    std::optional<Frame> frame();
    // The next text; pings before it are answered. Nothing when the socket is closed.
    std::optional<std::string> text();
    // The code of the peer's word of it; 0 without one.
    [[nodiscard]] int closeCode() const { return m_closeCode; }
    HttpsClient& http() { return m_http; }

private:
    HttpsClient m_http;
    int m_closeCode = 0;
};

}  // namespace tappay::test
