#include "backend/served_socket.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>

namespace tappay::backend {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using beast::error_code;

// Without compression, whose state alone would take more memory than all the rest.
using Socket = websocket::stream<TlsStream, false>;

// Who is asked to close gets this long for its own word of it.
constexpr std::chrono::seconds kLinger{1};

class Served final : public ServedSocket, public std::enable_shared_from_this<Served> {
public:
    Served(TlsStream stream, const ServerConfig& config)
        : m_config(config), m_socket(std::move(stream)), m_timer(m_socket.get_executor()) {}

    asio::awaitable<void> serve(StreamRequest upgrade, WebSocketDoor& door) override {
        const auto self = shared_from_this();
        error_code error;
        prepare();
        co_await m_socket.async_accept(upgrade, into(error));
        if (error) co_return;
        m_user = door.enter({upgrade.target().data(), upgrade.target().size()}, self);
        if (m_user)
            limit(m_config.headerTimeout);
        else
            shut(websocket::close_code::try_again_later);
        beast::flat_buffer octets;
        while (!error) {
            co_await m_socket.async_read(octets, into(error));
            if (!error) co_await take(octets);
        }
        m_over = true;
        m_timer.cancel();
        m_unsent.clear();
        if (m_user) m_user->ended();
        m_user.reset();
    }

    void send(std::string text, Sent sent) override {
        asio::post(m_socket.get_executor(), [self = shared_from_this(), said = std::move(text),
                                             told = std::move(sent)]() mutable {
            if (self->m_over || self->m_closeCode != 0) return;
            self->m_unsent.push_back({std::move(said), std::move(told)});
            self->write();
        });
    }

    void close(std::uint16_t code) override {
        asio::post(m_socket.get_executor(),
                   [self = shared_from_this(), code] { self->shut(code); });
    }

private:
    struct Message {
        std::string text;
        Sent sent;
    };

    // The stream's own deadline is for requests; a socket has those of RFC 6455's pings.
    void prepare() {
        beast::get_lowest_layer(m_socket).expires_never();
        websocket::stream_base::timeout timeouts{};
        timeouts.handshake_timeout = m_config.handshakeTimeout;
        timeouts.idle_timeout = m_config.idleTimeout;
        timeouts.keep_alive_pings = true;
        m_socket.set_option(timeouts);
        m_socket.read_message_max(kMaxSocketMessage);
        m_socket.auto_fragment(false);
    }

    asio::awaitable<void> take(beast::flat_buffer& octets) {
        unlimit();
        auto text = beast::buffers_to_string(octets.data());
        octets.consume(octets.size());
        octets.shrink_to_fit();
        if (!m_socket.got_text()) shut(websocket::close_code::unknown_data);
        if (m_closeCode != 0) co_return;
        co_await hand(std::move(text));
    }

    // Goes on here when the user wants the next one.
    asio::awaitable<void> hand(std::string text) {
        return asio::async_initiate<const asio::use_awaitable_t<>&, void()>(
            [this](auto completion, std::string given) {
                auto executor = asio::get_associated_executor(completion);
                m_user->received(std::move(given),
                                 [executor, held = std::move(completion)]() mutable {
                                     asio::post(executor, std::move(held));
                                 });
            },
            asio::use_awaitable, std::move(text));
    }

    void write() {
        if (m_writing || m_over) return;
        if (m_unsent.empty()) return finish();
        m_writing = true;
        limit(m_config.bodyTimeout);
        m_socket.text(true);
        m_socket.async_write(asio::buffer(m_unsent.front().text),
                             [self = shared_from_this()](const error_code& error, std::size_t) {
                                 self->m_writing = false;
                                 self->written(error);
                             });
    }

    void written(const error_code& error) {
        unlimit();
        if (error) return drop();
        // What is left of a socket that has ended has nothing to be told.
        if (m_unsent.empty()) return;
        auto sent = std::move(m_unsent.front().sent);
        m_unsent.pop_front();
        if (sent) sent();
        write();
    }

    void shut(std::uint16_t code) {
        if (m_closeCode != 0 || m_over) return;
        m_closeCode = code;
        write();
    }

    void finish() {
        if (m_closeCode == 0 || m_closing) return;
        m_closing = true;
        limit(kLinger);
        m_socket.async_close(static_cast<websocket::close_code>(m_closeCode),
                             [self = shared_from_this()](const error_code&) {});
    }

    void limit(std::chrono::milliseconds time) {
        m_timer.expires_after(time);
        m_timer.async_wait([self = shared_from_this()](const error_code& error) {
            const bool passed = self->m_timer.expiry() <= asio::steady_timer::clock_type::now();
            if (!error && passed && !self->m_over) self->drop();
        });
    }

    void unlimit() {
        if (m_closing) return;
        m_timer.expires_at(asio::steady_timer::time_point::max());
    }

    void drop() { beast::get_lowest_layer(m_socket).close(); }

    const ServerConfig& m_config;
    Socket m_socket;
    asio::steady_timer m_timer;
    std::shared_ptr<WebSocketUser> m_user;
    std::deque<Message> m_unsent;
    std::uint16_t m_closeCode = 0;
    bool m_writing = false, m_closing = false, m_over = false;
};

}  // namespace

std::shared_ptr<ServedSocket> ServedSocket::over(TlsStream stream, const ServerConfig& config) {
    return std::make_shared<Served>(std::move(stream), config);
}

}  // namespace tappay::backend
