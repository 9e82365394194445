#include <utility>

#include "backend/network_link.h"

// Boost 1.74 uses std::exchange without including <utility>.
#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <map>

#include "backend/iso_messages.h"

namespace tappay::backend {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

iso8583::MacFunction macWith(const keys::NetworkKeys& module, const keys::NetworkKeySet& keys) {
    return [&](ByteView data) { return module.mac(keys, data); };
}

}  // namespace

// Lives on the event loop. A socket that failed is replaced; its handlers are told apart by the
// number of the connection they belong to.
class NetworkLink::Connection {
public:
    Connection(const NetworkConfig& config, const keys::NetworkKeys& keys,
               asio::io_context& context, const Log& log)
        : m_config(config),
          m_keys(keys),
          m_log(log),
          m_context(context),
          m_resolver(context),
          m_socket(context),
          m_connectTimer(context) {}

    // `under`: what the frame was made with.
    void send(const Expected& expected, keys::NetworkKeys::Keys under, Bytes frame, Done done) {
        const auto key = keyOf(expected.mti, expected.terminalId, expected.stan);
        if (m_waiting.contains(key)) {
            m_log.error("network", "trace number in use: " + key);
            done({});
            return;
        }
        auto& waiting =
            m_waiting.emplace(key, Waiting(expected, std::move(under), std::move(done), m_context))
                .first->second;
        waiting.timer.expires_after(m_config.answerTimeout);
        waiting.timer.async_wait([this, key](const error_code& error) {
            if (!error) finish(key, {.outcome = Exchange::Outcome::NoReply});
        });
        m_unsent.push_back({key, std::move(frame)});
        if (m_state == State::Connected)
            write();
        else if (m_state == State::Closed)
            connect();
    }

private:
    enum class State : std::uint8_t { Closed, Connecting, Connected };
    struct Waiting {
        Waiting(Expected wanted, keys::NetworkKeys::Keys with, Done whenDone,
                asio::io_context& context)
            : expected(std::move(wanted)),
              under(std::move(with)),
              done(std::move(whenDone)),
              timer(context) {}
        Expected expected;
        keys::NetworkKeys::Keys under;
        Done done;
        asio::steady_timer timer;
    };
    struct Unsent {
        std::string key;
        Bytes frame;
    };

    static std::string keyOf(const std::string& mti, const std::string& terminalId,
                             const std::string& stan) {
        return mti + " " + terminalId + " " + stan;
    }

    void connect() {
        m_state = State::Connecting;
        const auto number = ++m_number;
        m_connectTimer.expires_after(m_config.connectTimeout);
        m_connectTimer.async_wait([this, number](const error_code& error) {
            if (!error && number == m_number) close("no connection in time");
        });
        m_resolver.async_resolve(
            m_config.address.host, std::to_string(m_config.address.port),
            [this, number](const error_code& error, const tcp::resolver::results_type& found) {
                if (number != m_number) return;
                if (error) return close(error.message());
                m_socket = tcp::socket(m_context);
                asio::async_connect(m_socket, found,
                                    [this, number](const error_code& failed, const auto&) {
                                        if (number == m_number) connected(failed);
                                    });
            });
    }

    void connected(const error_code& error) {
        m_connectTimer.cancel();
        if (error) return close(error.message());
        m_state = State::Connected;
        error_code ignored;
        m_socket.set_option(tcp::no_delay(true), ignored);
        m_socket.set_option(asio::socket_base::keep_alive(true), ignored);
        m_frames = {};
        m_log.info("network", "connected");
        read();
        write();
    }

    void write() {
        if (m_writing || m_unsent.empty()) return;
        m_writing = true;
        for (auto& unsent : m_unsent) {
            append(m_outgoing, unsent.frame);
            wipe(unsent.frame);
        }
        m_unsent.clear();
        asio::async_write(m_socket, asio::buffer(m_outgoing),
                          [this, number = m_number](const error_code& error, std::size_t) {
                              // Card data has left; a closed connection wipes for itself.
                              if (number != m_number) return;
                              wipe(m_outgoing);
                              m_outgoing.clear();
                              m_writing = false;
                              if (error) return close(error.message());
                              write();
                          });
    }

    void read() {
        m_socket.async_read_some(
            asio::buffer(m_incoming),
            [this, number = m_number](const error_code& error, std::size_t size) {
                if (number != m_number) return;
                if (error) return close(error.message());
                m_frames.feed(ByteView(m_incoming).first(size));
                for (;;) {
                    auto frame = m_frames.next();
                    if (!frame) return close(frame.error().detail);
                    if (!*frame) break;
                    receive(**frame);
                    if (number != m_number) return;
                }
                read();
            });
    }

    void receive(ByteView frame) {
        auto reply = iso8583::decode(frame);
        if (!reply) {
            m_log.failure("network", reply.error());
            return;
        }
        const auto found = waitingFor(*reply);
        if (found == m_waiting.end()) {
            m_log.warning("network", "nobody waits for " +
                                         keyOf(reply->mti, reply->text(41), reply->text(11)) +
                                         ": late, doubled or foreign");
            return;
        }
        Exchange exchange{.outcome = Exchange::Outcome::Replied};
        if (carriesMac(reply->mti) && !isAuthentic(frame, found->second)) {
            exchange.outcome = Exchange::Outcome::WrongMac;
        } else if (auto field = differingField(found->second.expected, *reply); !field.empty()) {
            exchange.outcome = Exchange::Outcome::Differing;
            exchange.differing = std::move(field);
        } else {
            exchange.reply = std::move(*reply);
        }
        finish(found->first, std::move(exchange));
    }

    // Under the keys of its request, or those that a sign-on has brought meanwhile.
    [[nodiscard]] bool isAuthentic(ByteView frame, const Waiting& waiting) const {
        const auto now = m_keys.of(waiting.expected.terminalId);
        return iso8583::checkMac(frame, macWith(m_keys, *waiting.under)).has_value() ||
               (now != waiting.under && iso8583::checkMac(frame, macWith(m_keys, *now)));
    }

    std::map<std::string, Waiting>::iterator waitingFor(const iso8583::Message& reply) {
        const auto terminal = reply.text(41), stan = reply.text(11);
        const auto exact = m_waiting.find(keyOf(reply.mti, terminal, stan));
        if (exact != m_waiting.end()) return exact;
        // A purchase's trace number answered by another type of message is a wrong reply to that
        // purchase. A reversal shares the number, so for it the same is only a late reply.
        return m_waiting.find(keyOf("0210", terminal, stan));
    }

    void finish(const std::string& key, Exchange exchange) {
        auto node = m_waiting.extract(key);
        if (node.empty()) return;
        node.mapped().timer.cancel();
        std::erase_if(m_unsent, [&](Unsent& unsent) {
            if (unsent.key != key) return false;
            // Its turn never came: the connection wasn't there or was busy all the time.
            exchange.outcome = Exchange::Outcome::NotSent;
            wipe(unsent.frame);
            return true;
        });
        node.mapped().done(std::move(exchange));
    }

    // Everything handed to the socket may have arrived; everything else has not.
    void close(const std::string& why) {
        m_log.warning("network", "connection closed: " + why);
        ++m_number;
        m_state = State::Closed;
        m_connectTimer.cancel();
        m_resolver.cancel();
        error_code ignored;
        m_socket.close(ignored);
        wipe(m_outgoing);
        m_outgoing.clear();
        m_writing = false;
        std::vector<std::string> lost;
        for (const auto& [key, waiting] : m_waiting)
            lost.push_back(key);
        for (const auto& key : lost)
            finish(key, {.outcome = Exchange::Outcome::NoReply});
    }

    const NetworkConfig& m_config;
    const keys::NetworkKeys& m_keys;
    const Log& m_log;
    asio::io_context& m_context;
    tcp::resolver m_resolver;
    tcp::socket m_socket;
    asio::steady_timer m_connectTimer;
    State m_state = State::Closed;
    std::uint64_t m_number = 0;
    bool m_writing = false;
    Bytes m_outgoing;
    std::array<std::uint8_t, 8192> m_incoming{};
    iso8583::FrameReader m_frames;
    std::deque<Unsent> m_unsent;
    std::map<std::string, Waiting> m_waiting;
};

NetworkLink::NetworkLink(const NetworkConfig& config, const keys::NetworkKeys& keys,
                         EventLoop& loop, const Log& log)
    : m_connection(std::make_unique<Connection>(config, keys, loop.context(), log)),
      m_loop(loop),
      m_config(config),
      m_keys(keys) {}

NetworkLink::~NetworkLink() = default;

Result<void> NetworkLink::send(const iso8583::Message& request, Done done) {
    auto keys = m_keys.of(request.text(41));
    const auto mac = carriesMac(request.mti) ? macWith(m_keys, *keys) : iso8583::MacFunction{};
    TAPPAY_TRY(frame, iso8583::encode(request, mac, m_config.pinField));
    m_loop.post([this, expected = expectedReply(request), under = std::move(keys),
                 octets = std::move(frame), held = std::move(done)]() mutable {
        m_connection->send(expected, std::move(under), std::move(octets), std::move(held));
    });
    return {};
}

}  // namespace tappay::backend
