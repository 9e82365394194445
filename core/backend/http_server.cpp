#include <utility>

#include "backend/http_server.h"

// The only translation unit with Beast: it takes more than a minute to compile when optimised.
// Boost 1.74 uses std::exchange without including <utility>.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "protocol/codec.h"

namespace tappay::backend {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using beast::error_code;
using Stream = beast::ssl_stream<beast::tcp_stream>;
using Response = http::response<http::string_body>;

namespace {

constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305";
// After a refusal that leaves octets unread the peer gets this long to read it.
constexpr std::chrono::seconds kLinger{1};

auto into(error_code& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

Result<asio::ssl::context> tlsContext(const ServerConfig& config) {
    asio::ssl::context context(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context.native_handle(), kCiphers);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    error_code error;
    context.use_certificate_chain_file(config.certificate.string(), error);
    if (error) return fail(FailureCode::NotConfigured, "tlsCertificate: " + error.message());
    context.use_private_key_file(config.key.string(), asio::ssl::context::pem, error);
    if (error) return fail(FailureCode::NotConfigured, "tlsKey: " + error.message());
    return context;
}

std::string headerOf(const http::fields& fields, http::field name) {
    const auto value = fields[name];
    return {value.data(), value.size()};
}

Response respond(HttpResponse answer, unsigned version, bool keepAlive) {
    Response response(static_cast<http::status>(answer.status), version);
    response.set(http::field::content_type, answer.contentType);
    response.set(http::field::cache_control, "no-store");
    for (const auto& [name, value] : answer.headers)
        response.set(name, value);
    response.body() = std::move(answer.body);
    response.keep_alive(keepAlive);
    response.prepare_payload();
    return response;
}

Response refuse(unsigned status, const std::string& detail) {
    return respond(
        {status, "application/json", protocol::encodeError({FailureCode::InputMalformed, detail})},
        11, false);
}

// What to tell a peer whose request could not be read; nothing when it is gone or speaks no TLS.
std::optional<Response> refusalFor(const error_code& error) {
    if (error == beast::error::timeout) return refuse(408, "too slow");
    if (error == http::error::body_limit) return refuse(413, "too large");
    if (error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message)
        return refuse(400, "not HTTP");
    return {};
}

}  // namespace

class HttpServer::Impl {
public:
    Impl(const ServerConfig& config, HttpHandler handler, const Log& log, asio::ssl::context tls)
        : m_config(config),
          m_handler(std::move(handler)),
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
        while (co_await serveOne(stream, buffer, session)) {
        }
        lowest.expires_after(kLinger);
        co_await stream.async_shutdown(into(error));
    }

    // True when the connection stays open for another request.
    asio::awaitable<bool> serveOne(Stream& stream, beast::flat_buffer& buffer, Session& session) {
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
    const Log& m_log;
    asio::ssl::context m_tls;
    std::mutex m_mutex;
    std::condition_variable m_ended;
    std::set<Stream*> m_idle;
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
                                                      HttpHandler handler, const Log& log) {
    TAPPAY_TRY(tls, tlsContext(config));
    auto impl = std::make_unique<Impl>(config, std::move(handler), log, std::move(tls));
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
