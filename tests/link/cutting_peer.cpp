#include "link/cutting_peer.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace tappay::test {

namespace {

// Head and body of one request; empty when the client has gone.
std::string readRequest(SSL* ssl) {
    std::string request;
    std::array<char, 4096> part{};
    for (;;) {
        const auto end = request.find("\r\n\r\n");
        if (end != std::string::npos) {
            const auto length = request.find("Content-Length: ");
            const auto body =
                length == std::string::npos ? 0 : std::stoul(request.substr(length + 16));
            if (request.size() >= end + 4 + body) return request;
        }
        const int size = SSL_read(ssl, part.data(), part.size());
        if (size <= 0) return {};
        request.append(part.data(), static_cast<std::size_t>(size));
    }
}

}  // namespace

CuttingPeer::CuttingPeer(const std::filesystem::path& certificate, const std::filesystem::path& key,
                         Script script, int highestVersion)
    : m_context(SSL_CTX_new(TLS_server_method())), m_script(std::move(script)) {
    if (highestVersion != 0) {
        // Debian's default level forbids the old versions this server must be able to speak.
        SSL_CTX_set_security_level(m_context.get(), 0);
        SSL_CTX_set_min_proto_version(m_context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(m_context.get(), highestVersion);
    }
    SSL_CTX_use_certificate_chain_file(m_context.get(), certificate.c_str());
    SSL_CTX_use_PrivateKey_file(m_context.get(), key.c_str(), SSL_FILETYPE_PEM);
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(m_listener, reinterpret_cast<sockaddr*>(&at), size);
    ::listen(m_listener, 16);
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&at), &size);
    m_port = ntohs(at.sin_port);
    m_thread = std::thread([this] { run(); });
}

CuttingPeer::~CuttingPeer() {
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    ::close(m_listener);
}

std::string CuttingPeer::answer(const std::string& status, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

void CuttingPeer::run() {
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const timeval limit{5, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        const std::unique_ptr<SSL, Free> ssl(SSL_new(m_context.get()));
        SSL_set_fd(ssl.get(), socket);
        if (SSL_accept(ssl.get()) == 1) serve(ssl.get());
        ::close(socket);
    }
}

void CuttingPeer::serve(SSL* ssl) {
    const auto request = readRequest(ssl);
    if (request.empty()) return;
    const auto said =
        request.starts_with("GET /livez") ? answer("200 OK", "ok\n") : m_script(++m_questions);
    if (!said) return;
    SSL_write(ssl, said->data(), static_cast<int>(said->size()));
    SSL_shutdown(ssl);
}

}  // namespace tappay::test
