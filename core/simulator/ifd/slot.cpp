#include "simulator/ifd/slot.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

namespace tappay::simulator::ifd {
namespace {

using Clock = std::chrono::steady_clock;

bool hungUp(int fd) {
    pollfd state{fd, POLLRDHUP, 0};
    return ::poll(&state, 1, 0) > 0 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL));
}

int millisecondsUntil(Clock::time_point end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    return left > 0 ? static_cast<int>(left) : 0;
}

}  // namespace

Slot::~Slot() {
    close();
}

bool Slot::open(const std::string& socketPath) {
    close();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // Under another name until it listens: whoever sees the path can connect.
    const auto unready = socketPath + ".new";
    if (socketPath.empty() || unready.size() >= sizeof(address.sun_path)) return false;
    unready.copy(address.sun_path, unready.size());
    m_path = socketPath;
    m_wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    m_listener = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    ::unlink(unready.c_str());
    // The mode of the new socket file follows that of the socket, so there is no open moment.
    if (m_wake < 0 || m_listener < 0 || ::fchmod(m_listener, 0600) != 0 ||
        ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(m_listener, 4) != 0 || ::rename(unready.c_str(), m_path.c_str()) != 0) {
        ::unlink(unready.c_str());
        close();
        return false;
    }
    return true;
}

void Slot::close() {
    dismissCard();
    if (m_listener >= 0) {
        ::close(m_listener);
        ::unlink(m_path.c_str());
    }
    if (m_wake >= 0) ::close(m_wake);
    m_listener = m_wake = -1;
}

void Slot::watch(std::chrono::milliseconds timeout) {
    const int card = m_card;
    // With a card in, the next one waits in the listener's queue until this one is gone.
    std::array<pollfd, 2> waits{
        {{m_wake, POLLIN, 0},
         {card >= 0 ? card : m_listener, static_cast<short>(card >= 0 ? POLLRDHUP : POLLIN), 0}}};
    if (::poll(waits.data(), waits.size(), static_cast<int>(timeout.count())) <= 0) return;
    std::uint64_t woken = 0;
    [[maybe_unused]] const auto drained = ::read(m_wake, &woken, sizeof(woken));
    if (!waits[1].revents) return;
    if (card >= 0)
        dismissCard();
    else
        admitCard();
}

void Slot::wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof(one));
}

bool Slot::cardPresent() {
    const int card = m_card;
    return card >= 0 && !hungUp(card);
}

void Slot::admitCard() {
    const int card = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (card < 0) return;
    const std::scoped_lock lock(m_exchange);
    m_card = card;
}

void Slot::dismissCard() {
    const std::scoped_lock lock(m_exchange);
    const int card = m_card.exchange(-1);
    if (card >= 0) ::close(card);
}

bool Slot::send(int card, wire::Kind kind, std::span<const std::uint8_t> content) {
    std::array<iovec, 2> parts{
        {{&kind, 1}, {const_cast<std::uint8_t*>(content.data()), content.size()}}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    return ::sendmsg(card, &message, MSG_NOSIGNAL) >= 0;
}

bool Slot::tell(wire::Kind kind) {
    const std::scoped_lock lock(m_exchange);
    return m_card >= 0 && send(m_card, kind, {});
}

Exchange Slot::ask(wire::Kind kind, std::span<const std::uint8_t> content, wire::Kind answerKind,
                   std::vector<std::uint8_t>& answer, std::chrono::milliseconds timeout) {
    const std::scoped_lock lock(m_exchange);
    const int card = m_card;
    if (card < 0 || !send(card, kind, content)) return Exchange::NoCard;
    const auto end = Clock::now() + timeout;
    std::vector<std::uint8_t> packet(wire::kMaxPacket);
    while (true) {
        pollfd wait{card, POLLIN | POLLRDHUP, 0};
        const int ready = ::poll(&wait, 1, millisecondsUntil(end));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return Exchange::Timeout;
        const auto size = ::recv(card, packet.data(), packet.size(), 0);
        if (size <= 0) return Exchange::NoCard;
        // An answer that came after its own timeout isn't the answer to this question.
        if (packet[0] != static_cast<std::uint8_t>(answerKind)) continue;
        answer.assign(packet.begin() + 1, packet.begin() + size);
        return Exchange::Done;
    }
}

}  // namespace tappay::simulator::ifd
