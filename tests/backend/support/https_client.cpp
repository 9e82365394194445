#include "backend/support/https_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace tappay::test {

HttpsClient::HttpsClient(std::uint16_t port, std::chrono::milliseconds patience) {
    std::signal(SIGPIPE, SIG_IGN);
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(patience);
    timeval limit{seconds.count(), std::chrono::microseconds(patience - seconds).count()};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

HttpsClient::~HttpsClient() {
    m_ssl.reset();
    if (m_socket >= 0) ::close(m_socket);
}

bool HttpsClient::handshake(int highestVersion) {
    m_context.reset(SSL_CTX_new(TLS_client_method()));
    // Debian's default level forbids the old versions this client must be able to offer.
    SSL_CTX_set_security_level(m_context.get(), 0);
    if (highestVersion != 0) {
        SSL_CTX_set_min_proto_version(m_context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(m_context.get(), highestVersion);
    }
    m_ssl.reset(SSL_new(m_context.get()));
    SSL_set_fd(m_ssl.get(), m_socket);
    return SSL_connect(m_ssl.get()) == 1;
}

bool HttpsClient::send(const std::string& octets) {
    const auto size = static_cast<int>(octets.size());
    if (m_ssl) return SSL_write(m_ssl.get(), octets.data(), size) == size;
    return ::send(m_socket, octets.data(), octets.size(), MSG_NOSIGNAL) == size;
}

int HttpsClient::receive(char* to, int size) {
    if (m_ssl) return SSL_read(m_ssl.get(), to, size);
    return static_cast<int>(::recv(m_socket, to, static_cast<std::size_t>(size), 0));
}

std::optional<Reply> HttpsClient::read() {
    char part[8192];
    for (;;) {
        if (const auto end = m_buffer.find("\r\n\r\n"); end != std::string::npos) {
            Reply reply;
            reply.head = m_buffer.substr(0, end);
            reply.status = std::atoi(reply.head.substr(reply.head.find(' ')).c_str());
            std::size_t length = 0;
            if (const auto at = reply.head.find("Content-Length: "); at != std::string::npos)
                length = std::stoul(reply.head.substr(at + 16));
            if (m_buffer.size() >= end + 4 + length) {
                reply.body = m_buffer.substr(end + 4, length);
                m_buffer.erase(0, end + 4 + length);
                return reply;
            }
        }
        const int got = receive(part, sizeof part);
        if (got <= 0) return {};
        m_buffer.append(part, static_cast<std::size_t>(got));
    }
}

std::optional<std::string> HttpsClient::take(std::size_t count) {
    char part[8192];
    while (m_buffer.size() < count) {
        const int got = receive(part, sizeof part);
        if (got <= 0) return {};
        m_buffer.append(part, static_cast<std::size_t>(got));
    }
    auto taken = m_buffer.substr(0, count);
    m_buffer.erase(0, count);
    return taken;
}

bool HttpsClient::closesByItself() {
    char part[8192];
    for (;;) {
        const int got = receive(part, sizeof part);
        if (got > 0) continue;
        return !(errno == EAGAIN || errno == EWOULDBLOCK) || got == 0;
    }
}

std::optional<Reply> HttpsClient::post(const std::string& target, const std::string& body,
                                       const std::string& type) {
    if (!send("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type +
              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body))
        return {};
    return read();
}

std::optional<Reply> HttpsClient::exchange(const std::string& method, const std::string& target,
                                           const std::string& body, const std::string& headers) {
    std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
    if (method == "POST" && headers.find("Content-Type") == std::string::npos)
        request += "Content-Type: application/jose\r\n";
    if (method == "POST") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    if (!send(request + "\r\n" + body)) return {};
    return read();
}

}  // namespace tappay::test
