#include "simulator/card/insertion.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "simulator/card/pace.h"
#include "simulator/ifd/wire.h"

namespace tappay::simulator {

using wire::Kind;

Result<std::unique_ptr<Insertion>> Insertion::begin(const std::string& readerSocket,
                                                    std::unique_ptr<VirtualCard> card,
                                                    Events events) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (readerSocket.size() >= sizeof(address.sun_path))
        return fail(FailureCode::NotConfigured, "path too long for a socket: " + readerSocket);
    readerSocket.copy(address.sun_path, readerSocket.size());
    const int socket = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (socket < 0 ||
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        if (socket >= 0) ::close(socket);
        return fail(FailureCode::ReaderMissing, "no virtual reader at " + readerSocket);
    }
    return std::unique_ptr<Insertion>(new Insertion(socket, std::move(card), std::move(events)));
}

Insertion::Insertion(int socket, std::unique_ptr<VirtualCard> card, Events events)
    : m_socket(socket),
      m_card(std::move(card)),
      m_transport(*m_card),
      m_events(std::move(events)),
      m_thread([this] { serve(); }) {}

Insertion::~Insertion() {
    disconnect();
    m_thread.join();
    ::close(m_socket);
}

bool Insertion::connected() const {
    const std::scoped_lock lock(m_mutex);
    return m_connected;
}

void Insertion::disconnect() {
    const std::scoped_lock lock(m_mutex);
    m_connected = false;
    // The reader sees the removal at once; the descriptor itself is closed after the thread ended.
    ::shutdown(m_socket, SHUT_RDWR);
    m_changed.notify_all();
}

bool Insertion::sleep(std::chrono::microseconds duration) {
    std::unique_lock lock(m_mutex);
    return !m_changed.wait_for(lock, duration, [this] { return !m_connected; });
}

void Insertion::serve() {
    Bytes packet(wire::kMaxPacket);
    while (true) {
        const auto size = ::recv(m_socket, packet.data(), packet.size(), 0);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0 || !answer(ByteView(packet).first(static_cast<std::size_t>(size)))) break;
    }
    disconnect();
}

bool Insertion::answer(ByteView packet) {
    switch (static_cast<Kind>(packet[0])) {
        case Kind::PowerOff:
            m_transport.reset();
            return true;
        case Kind::PowerOn:
        case Kind::WarmReset:
            return send(static_cast<std::uint8_t>(Kind::Atr), m_transport.reset());
        case Kind::Command:
            return answerCommand(packet.subspan(1));
        case Kind::KeysWanted:
            return answerKeys(packet.subspan(1));
        default:
            return false;
    }
}

void Insertion::press(std::optional<std::string> digits) {
    const std::scoped_lock lock(m_mutex);
    m_pressed = std::move(digits);
    m_changed.notify_all();
}

bool Insertion::answerKeys(ByteView timeLimit) {
    std::optional<std::optional<std::string>> pressed;
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, std::chrono::seconds(timeLimit.empty() ? 0 : timeLimit[0]),
                           [this] { return !m_connected || m_pressed; });
        if (!m_connected) return false;
        pressed = std::exchange(m_pressed, std::nullopt);
    }
    using wire::KeysResult;
    const auto result = !pressed   ? KeysResult::Nothing
                        : *pressed ? KeysResult::Entered
                                   : KeysResult::Cancelled;
    Bytes content{static_cast<std::uint8_t>(result)};
    if (pressed && *pressed) append(content, asBytes(**pressed));
    return send(static_cast<std::uint8_t>(Kind::Keys), content);
}

bool Insertion::answerCommand(ByteView command) {
    const auto begin = std::chrono::steady_clock::now();
    std::optional<Bytes> replaced;
    std::size_t keep = wire::kMaxPacket;
    for (const auto& fault : m_events.dueFaults(++m_count)) {
        switch (fault.kind) {
            case Fault::Kind::Lost:
                m_transport.process(command);
                [[fallthrough]];
            case Fault::Kind::Tear:
            case Fault::Kind::Swap:
                disconnect();
                m_events.leftByFault(fault.card);
                return false;
            case Fault::Kind::Delay:
                if (!sleep(fault.delay)) return false;
                break;
            case Fault::Kind::Status:
                replaced = Bytes{static_cast<std::uint8_t>(fault.sw >> 8),
                                 static_cast<std::uint8_t>(fault.sw)};
                break;
            case Fault::Kind::Truncate:
                keep = fault.length;
                break;
        }
    }
    auto response = replaced ? std::move(*replaced) : m_transport.process(command);
    if (response.size() > keep) response.resize(keep);
    if (m_events.slow()) {
        const auto due = begin + contactlessDuration(command, response);
        const auto left = due - std::chrono::steady_clock::now();
        if (!sleep(std::chrono::duration_cast<std::chrono::microseconds>(left))) return false;
    }
    return send(static_cast<std::uint8_t>(Kind::Response), response);
}

bool Insertion::send(std::uint8_t kind, ByteView content) {
    const Bytes head{kind};
    const auto packet = concat({head, content});
    return ::send(m_socket, packet.data(), packet.size(), MSG_NOSIGNAL) >= 0;
}

}  // namespace tappay::simulator
