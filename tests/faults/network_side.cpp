#include "faults/network_side.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "crypto/mac.h"

namespace tappay::faults {

namespace sim = simulator::network;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t kLengthHeader = 2;
constexpr std::size_t kArpcAt = 2;  // after tag 91 and its length, which come first

}  // namespace

NetworkSide::NetworkSide(const sim::NetworkConfig& config, std::filesystem::path ledger,
                         Misbehaviour misbehaviour, Random& random, Fate& fate)
    : m_config(config),
      m_path(std::move(ledger)),
      m_misbehaviour(std::move(misbehaviour)),
      m_random(random),
      m_fate(fate),
      m_log("network", LogLevel::Info,
            [&fate](LogLevel, std::string_view line) { fate.note(line); }) {
    m_wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    open();
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

NetworkSide::~NetworkSide() {
    m_thread.request_stop();
    (void)::eventfd_write(m_wake, 1);
    m_thread.join();
    closeEverything();
    ::close(m_wake);
}

void NetworkSide::open() {
    auto ledger = Book::open(QString::fromStdString(m_path.string()), Book::Access::Append);
    if (!ledger) throw std::runtime_error("ledger: " + ledger.error().detail);
    m_switch.reset();
    m_ledger.emplace(std::move(*ledger));
    m_switch.emplace(m_config, *m_ledger, m_clock, m_random, m_log, m_misbehaviour.faults);
    listenAgain();
}

void NetworkSide::listenAgain() {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int yes = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(m_port);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(m_listener, 8) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no port for the network");
    m_port = ntohs(address.sin_port);
}

void NetworkSide::powerUp(bool torn) {
    m_thread.request_stop();
    (void)::eventfd_write(m_wake, 1);
    m_thread.join();
    closeEverything();
    m_later.clear();
    if (torn) std::ofstream(m_path, std::ios::app) << R"({"terminalId":"100000)";
    open();
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void NetworkSide::closeEverything() {
    while (!m_connections.empty())
        close(m_connections.begin()->first);
    if (m_listener >= 0) ::close(std::exchange(m_listener, -1));
}

void NetworkSide::close(int socket) {
    m_connections.erase(socket);
    std::erase_if(m_later, [socket](const Later& later) { return later.socket == socket; });
    ::close(socket);
}

int NetworkSide::millisecondsToNext() const {
    if (m_later.empty()) return -1;
    const auto next = std::ranges::min_element(m_later, {}, &Later::due)->due;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - steady_clock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

void NetworkSide::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (!m_fate.on(Part::Network)) closeEverything();
        std::vector<pollfd> waiting{{m_wake, POLLIN, 0}};
        if (m_listener >= 0) waiting.push_back({m_listener, POLLIN, 0});
        for (const auto& [socket, connection] : m_connections)
            waiting.push_back({socket, POLLIN, 0});
        ::poll(waiting.data(), waiting.size(), millisecondsToNext());
        eventfd_t ignored = 0;
        (void)::eventfd_read(m_wake, &ignored);
        for (const auto& each : waiting) {
            if (each.revents == 0 || each.fd == m_wake) continue;
            if (each.fd != m_listener) {
                if (m_connections.contains(each.fd)) read(each.fd);
                continue;
            }
            const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket >= 0) m_connections[socket];
        }
        sendDue();
    }
}

void NetworkSide::read(int socket) {
    std::uint8_t buffer[8192];
    const auto size = ::recv(socket, buffer, sizeof buffer, 0);
    if (size <= 0) return close(socket);
    auto& frames = m_connections[socket].frames;
    frames.feed({buffer, static_cast<std::size_t>(size)});
    for (;;) {
        auto frame = frames.next();
        if (!frame) return close(socket);
        if (!*frame) return;
        if (!handle(socket, **frame)) return;
    }
}

// False when the connection is gone.
bool NetworkSide::handle(int socket, const Bytes& frame) {
    const auto request = iso8583::decode(frame);
    const std::string what =
        request ? request->mti + " trace " + request->text(11) : std::string("garbage");
    const auto out = m_fate.reach(Point::FrameOut, what);
    // What a dead back end had not sent yet, or what went into a dead network, has never been.
    if (out || !m_fate.on(Part::BackEnd)) return close(socket), false;
    auto outcome = m_switch->handle(frame);
    const auto booked = m_fate.reach(Point::FrameBooked, what);
    if (outcome.cut || booked || !m_fate.on(Part::Network)) return close(socket), false;
    answer(socket, std::move(outcome));
    const auto answered = m_fate.reach(Point::FrameAnswered, what);
    if (answered) return close(socket), false;
    return true;
}

void NetworkSide::answer(int socket, sim::Outcome outcome) {
    for (auto& each : outcome.answers) {
        const Bytes octets = m_misbehaviour.spoilsArpc ? spoilt(each) : std::move(each);
        m_later.push_back({steady_clock::now() + outcome.delay, socket, octets});
    }
    sendDue();
}

// With the right MAC, so that only the card sees it.
Bytes NetworkSide::spoilt(const Bytes& answer) const {
    auto message = iso8583::decode(ByteView(answer).subspan(kLengthHeader));
    if (!message || !message->has(55)) return answer;
    Bytes icc(message->binary(55).begin(), message->binary(55).end());
    icc[kArpcAt] ^= 1;
    message->setBinary(55, std::move(icc));
    return iso8583::encode(
               *message,
               [this](ByteView data) { return crypto::macCups(m_config.mak.view(), data); })
        .value_or(answer);
}

void NetworkSide::sendDue() {
    const auto now = steady_clock::now();
    for (const auto& later : m_later)
        if (later.due <= now)
            (void)::send(later.socket, later.answer.data(), later.answer.size(), MSG_NOSIGNAL);
    std::erase_if(m_later, [now](const Later& later) { return later.due <= now; });
}

}  // namespace tappay::faults
