#include "backend/support/network_peer.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

#include "crypto/mac.h"

namespace tappay::test {

namespace {

void sendAll(int socket, const Bytes& octets) {
    ::send(socket, octets.data(), octets.size(), MSG_NOSIGNAL);
}

}  // namespace

NetworkPeer::NetworkPeer() : m_script(answering("00")) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
    socklen_t size = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    ::listen(m_listener, 8);
    m_thread = std::thread([this] { run(); });
}

NetworkPeer::~NetworkPeer() {
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
        if (m_connection >= 0) ::shutdown(m_connection, SHUT_RDWR);
    }
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    ::close(m_listener);
}

const Bytes& NetworkPeer::mak() {
    static const Bytes kMak = fromHex("0123456789ABCDEFFEDCBA9876543210").value();
    return kMak;
}

void NetworkPeer::setScript(Script script) {
    const std::scoped_lock lock(m_mutex);
    m_script = std::move(script);
}

void NetworkPeer::setPinField(iso8583::PinField pinField) {
    const std::scoped_lock lock(m_mutex);
    m_pinField = pinField;
}

void NetworkPeer::send(const Bytes& frame) {
    const std::scoped_lock lock(m_mutex);
    sendAll(m_connection, frame);
}

void NetworkPeer::closeConnection() {
    const std::scoped_lock lock(m_mutex);
    if (m_connection >= 0) ::shutdown(m_connection, SHUT_RDWR);
}

std::vector<iso8583::Message> NetworkPeer::received(const std::string& mti) {
    const std::scoped_lock lock(m_mutex);
    std::vector<iso8583::Message> found;
    std::ranges::copy_if(m_received, std::back_inserter(found),
                         [&](const auto& message) { return message.mti == mti; });
    return found;
}

bool NetworkPeer::waitFor(const std::string& mti, std::size_t count,
                          std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] {
        return std::ranges::count(m_received, mti, &iso8583::Message::mti) >=
               static_cast<std::ptrdiff_t>(count);
    });
}

double NetworkPeer::cpuSeconds() {
    clockid_t clock = 0;
    timespec time{};
    pthread_getcpuclockid(m_thread.native_handle(), &clock);
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

iso8583::Message NetworkPeer::replyTo(const iso8583::Message& request, const std::string& code) {
    iso8583::Message reply;
    reply.tpdu = request.tpdu.reversed();
    reply.mti = request.mti;
    reply.mti[2] = static_cast<char>(reply.mti[2] + 1);
    for (const int field : {3, 4, 11, 25, 41, 42, 49, 60})
        if (request.has(field)) reply.set(field, request.text(field));
    reply.set(12, "120000");
    reply.set(13, "1122");
    reply.set(32, "48021000");
    reply.set(37, "832615" + request.text(11));
    if (code == "00") reply.set(38, "203817");
    reply.set(39, code);
    reply.set(44, "Test Bank  48021000   ");
    if (request.mti == "0200") reply.setBinary(55, fromHex("910A546AD9E800FD23A93030").value());
    return reply;
}

Bytes NetworkPeer::frame(const iso8583::Message& message) {
    return frame(message, [](ByteView data) { return crypto::macCups(mak(), data); });
}

Bytes NetworkPeer::frame(const iso8583::Message& message, const iso8583::MacFunction& mac) {
    return iso8583::encode(message, mac).value();
}

NetworkPeer::Script NetworkPeer::answering(const std::string& code) {
    return [code](const iso8583::Message& request) {
        return std::vector<Bytes>{frame(replyTo(request, code))};
    };
}

void NetworkPeer::run() {
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        {
            const std::scoped_lock lock(m_mutex);
            if (m_stopping) {
                ::close(socket);
                return;
            }
            m_connection = socket;
        }
        serve(socket);
        const std::scoped_lock lock(m_mutex);
        m_connection = -1;
        ::close(socket);
    }
}

void NetworkPeer::serve(int socket) {
    iso8583::FrameReader frames;
    std::uint8_t part[8192];
    for (;;) {
        const auto got = ::recv(socket, part, sizeof part, 0);
        if (got <= 0) return;
        frames.feed(ByteView(part).first(static_cast<std::size_t>(got)));
        for (;;) {
            const auto frame = frames.next();
            if (!frame || !*frame) break;
            const std::scoped_lock lock(m_mutex);
            auto message = iso8583::decode(**frame, m_pinField);
            if (!message) continue;
            m_received.push_back(*message);
            Bytes all;
            for (const auto& answer : m_script(*message))
                append(all, answer);
            // Announced first, so that who waits for the request may act before the answer is used.
            m_changed.notify_all();
            if (!all.empty()) sendAll(socket, all);
        }
    }
}

}  // namespace tappay::test
