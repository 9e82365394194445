#include "backend/orders/shop_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>

namespace tappay::test {

namespace {

struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
};

ShopServer::Post parse(const std::string& head, const std::string& body) {
    ShopServer::Post post;
    post.body = body;
    std::istringstream lines(head);
    std::string method, line;
    lines >> method >> post.target;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        const auto colon = line.find(": ");
        if (colon == std::string::npos) continue;
        if (line.ends_with('\r')) line.pop_back();
        post.headers[line.substr(0, colon)] = line.substr(colon + 2);
    }
    return post;
}

// Nothing when the peer is gone before.
std::optional<ShopServer::Post> read(SSL* tls) {
    std::string all;
    char part[8192];
    for (;;) {
        const auto end = all.find("\r\n\r\n");
        if (end != std::string::npos) {
            const auto post = parse(all.substr(0, end), all.substr(end + 4));
            const auto length = post.headers.find("Content-Length");
            if (length == post.headers.end() || post.body.size() >= std::stoul(length->second))
                return post;
        }
        const int got = SSL_read(tls, part, sizeof part);
        if (got <= 0) return {};
        all.append(part, static_cast<std::size_t>(got));
    }
}

}  // namespace

ShopServer::ShopServer(const std::string& certificate, const std::string& key)
    : m_context(SSL_CTX_new(TLS_server_method())), m_script([](const Post&) { return 200; }) {
    if (SSL_CTX_use_certificate_chain_file(m_context.get(), certificate.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(m_context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
        throw std::runtime_error("certificate of the shop's server");
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
    socklen_t size = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    ::listen(m_listener, 16);
    m_thread = std::thread([this] { run(); });
}

ShopServer::~ShopServer() {
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
        m_changed.notify_all();
    }
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    for (auto& serving : m_serving)
        serving.join();
    ::close(m_listener);
}

std::string ShopServer::url(const std::string& target) const {
    return "https://localhost:" + std::to_string(m_port) + target;
}

void ShopServer::setScript(Script script) {
    const std::scoped_lock lock(m_mutex);
    m_script = std::move(script);
}

std::vector<ShopServer::Post> ShopServer::posts() {
    const std::scoped_lock lock(m_mutex);
    return m_posts;
}

bool ShopServer::waitFor(std::size_t count, std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return m_posts.size() >= count; });
}

bool ShopServer::waitForConnections(std::size_t count, std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return m_connections >= count; });
}

void ShopServer::run() {
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        m_serving.emplace_back([this, socket] {
            serve(socket);
            ::close(socket);
        });
    }
}

void ShopServer::serve(int socket) {
    // Nobody keeps a test from ending.
    timeval limit{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    std::unique_ptr<SSL, FreeTls> tls(SSL_new(m_context.get()));
    SSL_set_fd(tls.get(), socket);
    const bool shook = SSL_accept(tls.get()) == 1;
    const auto post = shook ? read(tls.get()) : std::nullopt;
    std::unique_lock lock(m_mutex);
    ++m_connections;
    m_changed.notify_all();
    if (!post) return;
    const int status = m_script(*post);
    m_posts.push_back(*post);
    m_changed.notify_all();
    if (status < 0) return;
    if (status == 0) {
        m_changed.wait(lock, [this] { return m_stopping; });
        return;
    }
    const auto answer = "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: 0\r\n\r\n";
    SSL_write(tls.get(), answer.data(), static_cast<int>(answer.size()));
}

}  // namespace tappay::test
