#include "chip/cutting_line.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tappay::chip {
namespace {

sockaddr_un addressOf(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    return address;
}

std::uint32_t numberAt(const Bytes& octets, std::size_t at) {
    return std::uint32_t{octets[at]} << 24 | std::uint32_t{octets[at + 1]} << 16 |
           std::uint32_t{octets[at + 2]} << 8 | octets[at + 3];
}

bool readUpTo(int socket, Bytes& octets, std::size_t size) {
    std::size_t have = octets.size();
    octets.resize(size);
    while (have < size) {
        const auto got = ::recv(socket, octets.data() + have, size - have, 0);
        if (got <= 0) return false;
        have += static_cast<std::size_t>(got);
    }
    return true;
}

// A command or an answer: tag, size, code, rest.
std::optional<Bytes> readFrame(int socket) {
    Bytes frame;
    if (!readUpTo(socket, frame, 10) || !readUpTo(socket, frame, numberAt(frame, 2)))
        return std::nullopt;
    return frame;
}

void send(int socket, const Bytes& frame) {
    [[maybe_unused]] const auto sent = ::send(socket, frame.data(), frame.size(), MSG_NOSIGNAL);
}

}  // namespace

CuttingLine::CuttingLine(std::string ownSocket, std::string chipSocket)
    : m_own(std::move(ownSocket)), m_chip(std::move(chipSocket)) {
    const auto address = addressOf(m_own);
    m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
    ::listen(m_listener, 16);
    m_stop = ::eventfd(0, EFD_CLOEXEC);
    m_thread = std::thread([this] { serve(); });
}

CuttingLine::~CuttingLine() {
    ::eventfd_write(m_stop, 1);
    m_thread.join();
    ::close(m_listener);
    ::close(m_stop);
}

void CuttingLine::arm(int command, When when, std::function<void()> accident) {
    const std::lock_guard lock(m_mutex);
    m_count = 0;
    m_command = command;
    m_when = when;
    m_accident = std::move(accident);
}

void CuttingLine::disarm() {
    arm(-1, When::Before, {});
}

void CuttingLine::answerInstead(std::uint32_t commandCode, const Bytes& answer, int times) {
    const std::lock_guard lock(m_mutex);
    m_code = commandCode;
    m_answer = answer;
    m_times = times;
}

bool CuttingLine::saw(ByteView octets) {
    const std::lock_guard lock(m_mutex);
    return !std::ranges::search(m_seen, octets).empty();
}

void CuttingLine::serve() {
    for (;;) {
        std::array<pollfd, 2> waits{{{m_listener, POLLIN, 0}, {m_stop, POLLIN, 0}}};
        ::poll(waits.data(), waits.size(), -1);
        if (waits[1].revents != 0) return;
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        serveOne(client);
        ::close(client);
    }
}

void CuttingLine::serveOne(int client) {
    const auto command = readFrame(client);
    if (!command) return;
    if (m_hanging) {
        // Until the client gives up, or the test ends.
        std::array<pollfd, 2> waits{{{client, POLLIN, 0}, {m_stop, POLLIN, 0}}};
        ::poll(waits.data(), waits.size(), -1);
        return;
    }
    const int number = m_count++;
    if (accidentDue(When::Before, number)) return;
    if (const auto other = instead(*command)) return send(client, *other);
    const auto answer = exchange(*command);
    if (answer) {
        const std::lock_guard lock(m_mutex);
        append(m_seen, *command);
        append(m_seen, *answer);
    }
    if (accidentDue(When::After, number) || !answer) return;
    send(client, *answer);
}

std::optional<Bytes> CuttingLine::exchange(const Bytes& command) {
    const auto address = addressOf(m_chip);
    const int chip = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::optional<Bytes> answer;
    if (::connect(chip, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
        send(chip, command);
        answer = readFrame(chip);
    }
    ::close(chip);
    return answer;
}

std::optional<Bytes> CuttingLine::instead(const Bytes& command) {
    const std::lock_guard lock(m_mutex);
    if (m_times == 0 || numberAt(command, 6) != m_code) return std::nullopt;
    --m_times;
    return m_answer;
}

bool CuttingLine::accidentDue(When when, int number) {
    std::function<void()> accident;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_accident || number != m_command || when != m_when) return false;
        accident = std::exchange(m_accident, {});
    }
    accident();
    return true;
}

}  // namespace tappay::chip
