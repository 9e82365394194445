#include <utility>

#include "backend/http_server.h"

// Beside served_socket.cpp and orders/https_post.cpp the only translation unit with Beast.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/strand.hpp>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "backend/http_messages.h"
#include "backend/served_socket.h"

namespace tappay::backend {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using beast::error_code;
using Stream = TlsStream;
using Response = StreamResponse;

namespace {

// After a refusal that leaves octets unread the peer gets this long to read it.
constexpr std::chrono::seconds kLinger{1};
constexpr std::uint16_t kGoingAway = 1001;  // RFC 6455, 7.4.1

}  // namespace

class HttpServer::Impl {
public:
    Impl(const ServerConfig& config, HttpHandler handler, const Log& log, asio::ssl::context tls,
         WebSocketDoor* door)
        : m_config(config),
          m_handler(std::move(handler)),
          m_door(door),
          m_log(log),
          m_tls(std::move(tls)),
          m_context(static_cast<int>(config.threads)),
          m_acceptor(m_context) {}
    ~Impl() { stop(); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Result<void> start() {
        error_code error;
        tcp::resolver resolver(m_context);
        const auto found =
            resolver.resolve(m_config.listen.host, std::to_string(m_config.listen.port), error);
        if (error || found.empty())
            return fail(FailureCode::NotConfigured, "listen: " + error.message());
        const auto endpoint = found.begin()->endpoint();
        m_acceptor.open(endpoint.protocol(), error);
        if (!error) m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error) m_acceptor.bind(endpoint, error);
        if (!error) m_acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) return fail(FailureCode::NotConfigured, "listen: " + error.message());
        m_port = m_acceptor.local_endpoint().port();
        asio::co_spawn(m_context, accept(), asio::detached);
        for (std::size_t i = 0; i < m_config.threads; ++i)
            m_threads.emplace_back([this] { m_context.run(); });
        return {};
    }

    [[nodiscard]] std::uint16_t port() const { return m_port; }

    void drain() {
        std::unique_lock lock(m_mutex);
        if (m_draining) return;
        m_draining = true;
        asio::post(m_context, [this] {
            error_code ignored;
            m_acceptor.close(ignored);
        });
        for (auto* idle : m_idle)
            cancel(*idle);
        for (const auto& weak : m_sockets)
            if (const auto socket = weak.lock()) socket->close(kGoingAway);
        const auto emptied =
            m_ended.wait_for(lock, m_config.drainTimeout, [this] { return m_open == 0; });
        if (!emptied) m_log.warning("http", std::to_string(m_open) + " connections cut off");
    }

    void stop() {
        drain();
        m_context.stop();
        for (auto& thread : m_threads)
            thread.join();
        m_threads.clear();
    }

private:
    // Counts connections and knows which of them wait for a next request.
    class Session {
    public:
        Session(Impl& server, Stream& stream) : m_server(server), m_stream(stream) {}
        ~Session() {
            setIdle(false);
            const std::scoped_lock lock(m_server.m_mutex);
            --m_server.m_open;
            m_server.m_ended.notify_all();
        }
        Session(const Session&) = delete;
        Session& operator=(const Session&) = delete;
        void setIdle(bool idle) {
            const std::scoped_lock lock(m_server.m_mutex);
            if (idle)
                m_server.m_idle.insert(&m_stream);
            else
                m_server.m_idle.erase(&m_stream);
        }

    private:
        Impl& m_server;
        Stream& m_stream;
    };

    static void cancel(Stream& stream) {
        asio::post(stream.get_executor(), [&stream] { beast::get_lowest_layer(stream).cancel(); });
    }

    bool draining() {
        const std::scoped_lock lock(m_mutex);
        return m_draining;
    }

    bool admit() {
        const std::scoped_lock lock(m_mutex);
        if (m_draining || m_open >= m_config.maxConnections) return false;
        ++m_open;
        return true;
    }

    asio::awaitable<void> accept() {
        while (m_acceptor.is_open()) {
            error_code error;
            auto socket =
                co_await m_acceptor.async_accept(asio::make_strand(m_context), into(error));
            if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor)
                co_return;
            if (error) {
                // Out of descriptors: wait until some are given back.
                m_log.warning("http", "accept: " + error.message());
                asio::steady_timer pause(m_context, std::chrono::milliseconds(100));
                co_await pause.async_wait(into(error));
                continue;
            }
            if (!admit()) continue;
            const auto executor = socket.get_executor();
            asio::co_spawn(executor, serve(std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        error_code error;
        socket.set_option(tcp::no_delay(true), error);
        Stream stream(beast::tcp_stream(std::move(socket)), m_tls);
        Session session(*this, stream);
        auto& lowest = beast::get_lowest_layer(stream);
        lowest.expires_after(m_config.handshakeTimeout);
        co_await stream.async_handshake(asio::ssl::stream_base::server, into(error));
        if (error) {
            m_log.debug("http", "handshake: " + error.message());
            co_return;
        }
        beast::flat_buffer buffer(kMaxHeader + kMaxBody);
        std::optional<StreamRequest> upgrade;
        while (co_await serveOne(stream, buffer, session, upgrade)) {
        }
        if (upgrade) {
            buffer.shrink_to_fit();
            co_await serveSocket(std::move(stream), std::move(*upgrade));
            co_return;
        }
        lowest.expires_after(kLinger);
        co_await stream.async_shutdown(into(error));
    }

    asio::awaitable<void> serveSocket(Stream stream, StreamRequest upgrade) {
        const auto socket = ServedSocket::over(std::move(stream), m_config);
        {
            const std::scoped_lock lock(m_mutex);
            if (m_draining) co_return;
            m_sockets.insert(socket);
        }
        co_await socket->serve(std::move(upgrade), *m_door);
        const std::scoped_lock lock(m_mutex);
        m_sockets.erase(socket);
    }

    // True when the connection stays open for another request.
    asio::awaitable<bool> serveOne(Stream& stream, beast::flat_buffer& buffer, Session& session,
                                   std::optional<StreamRequest>& upgrade) {
        auto& lowest = beast::get_lowest_layer(stream);
        error_code error;
        if (buffer.size() == 0) {
            session.setIdle(true);
            // After the mark, so that a drain either sees the mark or is seen here.
            if (!draining()) {
                lowest.expires_after(m_config.idleTimeout);
                buffer.commit(co_await stream.async_read_some(buffer.prepare(4096), into(error)));
            }
            session.setIdle(false);
            if (error || buffer.size() == 0) co_return false;
        }
        http::request_parser<http::string_body> parser;
        parser.header_limit(kMaxHeader);
        parser.body_limit(kMaxBody);
        lowest.expires_after(m_config.headerTimeout);
        co_await http::async_read_header(stream, buffer, parser, into(error));
        if (!error) {
            lowest.expires_after(m_config.bodyTimeout);
            co_await http::async_read(stream, buffer, parser, into(error));
        }
        if (error) {
            if (auto refusal = refusalFor(error)) co_await refuseAndDrop(stream, *refusal);
            co_return false;
        }
        auto request = parser.release();
        lowest.expires_never();
        if (m_door != nullptr && isUpgrade(request) &&
            m_door->takes({request.target().data(), request.target().size()})) {
            // Who doesn't wait for the answer speaks something else.
            if (buffer.size() == 0) upgrade = std::move(request);
            co_return false;
        }
        // Named, because GCC 12 destroys a temporary aggregate inside co_await twice.
        HttpRequest asked;
        asked.method = std::string(request.method_string());
        asked.target = std::string(request.target());
        asked.contentType = headerOf(request, http::field::content_type);
        asked.authorisation = headerOf(request, http::field::authorization);
        asked.body = std::move(request.body());
        auto answer = co_await handle(std::move(asked));
        auto response =
            respond(std::move(answer), request.version(), request.keep_alive() && !draining());
        lowest.expires_after(m_config.bodyTimeout);
        co_await http::async_write(stream, response, into(error));
        co_return !error && response.keep_alive();
    }

    asio::awaitable<void> refuseAndDrop(Stream& stream, Response& refusal) {
        auto& lowest = beast::get_lowest_layer(stream);
        error_code error;
        lowest.expires_after(kLinger);
        co_await http::async_write(stream, refusal, into(error));
        if (refusal.result() != http::status::payload_too_large) co_return;
        // Closing now, with octets unread, would take the refusal from the peer.
        std::array<char, 4096> dropped;
        for (std::size_t size = 0; !error && size < kMaxBody;)
            size += co_await stream.async_read_some(asio::buffer(dropped), into(error));
    }

    // The handler answers from any thread; the coroutine goes on where it was.
    asio::awaitable<HttpResponse> handle(HttpRequest request) {
        return asio::async_initiate<const asio::use_awaitable_t<>&, void(HttpResponse)>(
            [this](auto completion, HttpRequest asked) {
                auto executor = asio::get_associated_executor(completion);
                m_handler(std::move(asked),
                          [executor, held = std::move(completion)](HttpResponse answer) mutable {
                              asio::post(executor, [continued = std::move(held),
                                                    given = std::move(answer)]() mutable {
                                  continued(std::move(given));
                              });
                          });
            },
            asio::use_awaitable, std::move(request));
    }

    const ServerConfig m_config;
    const HttpHandler m_handler;
    WebSocketDoor* const m_door;
    const Log& m_log;
    asio::ssl::context m_tls;
    std::mutex m_mutex;
    std::condition_variable m_ended;
    std::set<Stream*> m_idle;
    std::set<std::weak_ptr<WebSocket>, std::owner_less<>> m_sockets;
    std::size_t m_open = 0;
    bool m_draining = false;
    asio::io_context m_context;
    tcp::acceptor m_acceptor;
    std::uint16_t m_port = 0;
    std::vector<std::thread> m_threads;
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::start(const ServerConfig& config,
                                                      HttpHandler handler, const Log& log,
                                                      WebSocketDoor* door) {
    TAPPAY_TRY(tls, tlsContext(config));
    auto impl = std::make_unique<Impl>(config, std::move(handler), log, std::move(tls), door);
    TAPPAY_CHECK(impl->start());
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::uint16_t HttpServer::port() const {
    return m_impl->port();
}

void HttpServer::drain() {
    m_impl->drain();
}

void HttpServer::stop() {
    m_impl->stop();
}

}  // namespace tappay::backend
