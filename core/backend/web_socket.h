#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tappay::backend {

// A WebSocket (RFC 6455) as who uses it sees it. From any thread.
class WebSocket {
public:
    using Sent = std::move_only_function<void()>;

    virtual ~WebSocket() = default;
    // A text message, behind those before it; `sent` once it has left, on a server thread. Dropped
    // when the peer is gone; a peer that doesn't take it in time is closed.
    virtual void send(std::string text, Sent sent) = 0;
    // Behind what was sent. `code`: RFC 6455, 7.4.
    virtual void close(std::uint16_t code) = 0;
};

// Who uses one. Called on server threads, one call at a time.
class WebSocketUser {
public:
    using Next = std::move_only_function<void()>;

    virtual ~WebSocketUser() = default;
    // A text message; the next one is read after `next`, which any thread may call.
    virtual void received(std::string text, Next next) = 0;
    // The last call.
    virtual void ended() = 0;
};

// Who takes them in.
class WebSocketDoor {
public:
    virtual ~WebSocketDoor() = default;
    [[nodiscard]] virtual bool takes(std::string_view target) const = 0;
    // Null when there are too many. A user that keeps the socket keeps it weakly.
    virtual std::shared_ptr<WebSocketUser> enter(std::string_view target,
                                                 std::shared_ptr<WebSocket> socket) = 0;
};

}  // namespace tappay::backend
