#include "simulator/device/reader_plug.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>

#include "simulator/ifd/wire.h"

namespace tappay::simulator::device {

using wire::Kind;

Result<std::unique_ptr<ReaderPlug>> ReaderPlug::plug(const std::string& readerSocket,
                                                     PivCard& card) {
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
    return std::unique_ptr<ReaderPlug>(new ReaderPlug(socket, card));
}

ReaderPlug::ReaderPlug(int socket, PivCard& card)
    : m_socket(socket), m_card(card), m_thread([this] { serve(); }) {}

ReaderPlug::~ReaderPlug() {
    ::shutdown(m_socket, SHUT_RDWR);
    m_thread.join();
    ::close(m_socket);
}

void ReaderPlug::serve() const {
    Bytes packet(wire::kMaxPacket);
    while (true) {
        const auto size = ::recv(m_socket, packet.data(), packet.size(), 0);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0 || !answer(ByteView(packet).first(static_cast<std::size_t>(size)))) break;
    }
    // The reader sees the removal at once.
    ::shutdown(m_socket, SHUT_RDWR);
}

bool ReaderPlug::answer(ByteView packet) const {
    switch (static_cast<Kind>(packet[0])) {
        case Kind::PowerOff:
            m_card.reset();
            return true;
        case Kind::PowerOn:
        case Kind::WarmReset:
            return send(static_cast<std::uint8_t>(Kind::Atr), m_card.reset());
        case Kind::Command: {
            const auto response = m_card.process(packet.subspan(1));
            return response && send(static_cast<std::uint8_t>(Kind::Response), *response);
        }
        default:
            return false;
    }
}

bool ReaderPlug::send(std::uint8_t kind, ByteView content) const {
    const auto packet = concat({Bytes{kind}, content});
    return ::send(m_socket, packet.data(), packet.size(), MSG_NOSIGNAL) >= 0;
}

}  // namespace tappay::simulator::device
