#pragma once

#include <memory>

#include "backend/config.h"
#include "backend/http.h"
#include "backend/web_socket.h"
#include "base/log.h"

namespace tappay::backend {

inline constexpr std::size_t kMaxHeader = 8 * 1024;
inline constexpr std::size_t kMaxBody = 64 * 1024;

// HTTPS/1.1 (TLS 1.2 and 1.3) with a deadline on everything a peer does. What isn't HTTP is
// answered 400 and closed; a slow header or body 408, a large body 413; a silent peer is closed.
class HttpServer {
public:
    // Listens at once. `door` may be null: then there are no WebSockets. NotConfigured when
    // certificate, key or address can't be used.
    static Result<std::unique_ptr<HttpServer>> start(const ServerConfig& config,
                                                     HttpHandler handler, const Log& log,
                                                     WebSocketDoor* door = nullptr);
    ~HttpServer();

    [[nodiscard]] std::uint16_t port() const;
    // Stops accepting, lets running requests end within ServerConfig::drainTimeout, closes the
    // rest.
    void drain();
    // drain(), then ends the threads: the handler is not called any more. Replies may still be
    // dropped until the server is destroyed.
    void stop();

private:
    class Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace tappay::backend
