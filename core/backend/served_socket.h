#pragma once

#include "backend/tls_stream.h"
#include "backend/web_socket.h"

namespace tappay::backend {

inline constexpr std::size_t kMaxSocketMessage = 4 * 1024;  // of a peer

// A WebSocket of the server, with a deadline on everything its peer does: a first message within
// ServerConfig::headerTimeout, a sign of life within idleTimeout (it is pinged after half of that),
// each message taken within bodyTimeout. Longer messages and binary ones close it.
class ServedSocket : public WebSocket {
public:
    static std::shared_ptr<ServedSocket> over(TlsStream stream, const ServerConfig& config);

    // Answers the upgrade and returns when the socket is closed. On the stream's executor.
    virtual boost::asio::awaitable<void> serve(StreamRequest upgrade, WebSocketDoor& door) = 0;
};

}  // namespace tappay::backend
