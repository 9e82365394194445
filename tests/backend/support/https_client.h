#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace tappay::test {

struct Reply {
    int status = 0;
    std::string head;
    std::string body;
    [[nodiscard]] bool keepsAlive() const {
        return head.find("Connection: close") == std::string::npos;
    }
};

// A blocking HTTPS client that can also misbehave. Every wait ends after `patience`.
class HttpsClient {
public:
    explicit HttpsClient(std::uint16_t port,
                         std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~HttpsClient();
    HttpsClient(const HttpsClient&) = delete;
    HttpsClient& operator=(const HttpsClient&) = delete;

    [[nodiscard]] bool connected() const { return m_socket >= 0; }
    // False when refused. Checks nothing about the certificate.
    bool handshake(int highestVersion = 0);
    // False when the peer is gone.
    bool send(const std::string& octets);
    // Nothing when the peer closed or was silent.
    std::optional<Reply> read();
    // So many octets of what follows; nothing as above.
    std::optional<std::string> take(std::size_t count);
    [[nodiscard]] int descriptor() const { return m_socket; }
    // Whether there is something to read without waiting for the peer.
    [[nodiscard]] bool holds() const { return !m_buffer.empty() || SSL_pending(m_ssl.get()) > 0; }
    // True when the peer closes within the patience, whatever it sends before.
    bool closesByItself();

    // POST of another kind than a terminal's.
    std::optional<Reply> post(const std::string& target, const std::string& body,
                              const std::string& type);
    std::optional<Reply> exchange(const std::string& method, const std::string& target,
                                  const std::string& body = {}, const std::string& headers = {});

private:
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    int receive(char* to, int size);

    int m_socket = -1;
    std::unique_ptr<SSL_CTX, Free> m_context;
    std::unique_ptr<SSL, Free> m_ssl;
    std::string m_buffer;
};

}  // namespace tappay::test
