#include <utility>

#include "backend/orders/https_post.h"

// Beast is kept out of the other translation units: it takes long to compile.
// Boost 1.74 uses std::exchange without including <utility>.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <thread>

namespace tappay::backend {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using beast::error_code;
using Stream = beast::ssl_stream<beast::tcp_stream>;

namespace {

constexpr std::size_t kResolvers = 8, kLongestHead = 8 * 1024;

auto into(error_code& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

std::unexpected<Failure> failed(const char* step, const error_code& error) {
    const bool late = error == beast::error::timeout;
    return fail(late ? FailureCode::HostTimeout : FailureCode::HostUnreachable,
                std::string(step) + ": " + error.message());
}

http::request<http::string_body> requestOf(HttpsPost post) {
    http::request<http::string_body> request(http::verb::post, post.target, 11);
    request.set(http::field::host, post.port == "443" ? post.host : post.host + ":" + post.port);
    request.set(http::field::user_agent, "TapPay");
    request.set(http::field::content_type, "application/json");
    request.set(http::field::connection, "close");
    for (const auto& [name, value] : post.headers)
        request.set(name, value);
    request.body() = std::move(post.body);
    request.prepare_payload();
    return request;
}

}  // namespace

class HttpsPoster::Impl {
public:
    explicit Impl(asio::ssl::context tls) : m_tls(std::move(tls)) {
        m_thread = std::thread([this] { m_context.run(); });
    }
    ~Impl() {
        m_resolvers.stop();
        m_resolvers.join();
        m_context.stop();
        m_thread.join();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    struct Job {
        HttpsPost post;
        std::chrono::steady_clock::time_point until;
        Done done;
        tcp::resolver::results_type found = {};
    };

    // The library's own way to resolve names has one thread for all.
    void begin(std::shared_ptr<Job> job) {
        asio::post(m_resolvers, [this, job = std::move(job)] {
            error_code error;
            tcp::resolver resolver(m_context);
            job->found = resolver.resolve(job->post.host, job->post.port, error);
            asio::post(m_context, [this, job, error] {
                if (error) return job->done(failed("name", error));
                asio::co_spawn(m_context, send(job), asio::detached);
            });
        });
    }

private:
    asio::awaitable<void> send(std::shared_ptr<Job> job) {
        auto status = co_await exchange(*job);
        job->done(std::move(status));
    }

    asio::awaitable<Result<unsigned>> exchange(Job& job) {
        error_code error;
        Stream stream(m_context, m_tls);
        auto& lowest = beast::get_lowest_layer(stream);
        lowest.expires_at(job.until);  // all of it together
        co_await lowest.async_connect(job.found, into(error));
        if (error) co_return failed("connect", error);
        SSL_set_tlsext_host_name(stream.native_handle(), job.post.host.c_str());
        stream.set_verify_callback(asio::ssl::host_name_verification(job.post.host), error);
        co_await stream.async_handshake(asio::ssl::stream_base::client, into(error));
        if (error) co_return failed("TLS", error);
        auto request = requestOf(std::move(job.post));
        co_await http::async_write(stream, request, into(error));
        if (error) co_return failed("write", error);
        // The status says all; the rest of the answer is left unread.
        beast::flat_buffer buffer(kLongestHead);
        http::response_parser<http::empty_body> parser;
        parser.header_limit(kLongestHead);
        co_await http::async_read_header(stream, buffer, parser, into(error));
        if (error) co_return failed("read", error);
        co_return parser.get().result_int();
    }

    asio::ssl::context m_tls;
    asio::io_context m_context{1};
    asio::executor_work_guard<asio::io_context::executor_type> m_work{m_context.get_executor()};
    asio::thread_pool m_resolvers{kResolvers};
    std::thread m_thread;
};

HttpsPoster::HttpsPoster(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

HttpsPoster::~HttpsPoster() = default;

Result<std::unique_ptr<HttpsPoster>> HttpsPoster::create(const std::filesystem::path& authorities) {
    asio::ssl::context tls(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
    error_code error;
    tls.set_verify_mode(asio::ssl::verify_peer, error);
    if (authorities.empty())
        tls.set_default_verify_paths(error);
    else
        tls.load_verify_file(authorities.string(), error);
    if (error)
        return fail(FailureCode::NotConfigured, "orders.webhookAuthorities: " + error.message());
    return std::unique_ptr<HttpsPoster>(new HttpsPoster(std::make_unique<Impl>(std::move(tls))));
}

void HttpsPoster::post(HttpsPost post, std::chrono::milliseconds limit, Done done) {
    m_impl->begin(std::make_shared<Impl::Job>(
        Impl::Job{std::move(post), std::chrono::steady_clock::now() + limit, std::move(done)}));
}

}  // namespace tappay::backend
