#include "word_service.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <vector>

#include "simulator/listening_socket.h"

namespace tappay::sim {

namespace {

constexpr std::size_t kLongestWord = 1024;

void say(int to, std::string line) {
    line += '\n';
    // Standard output answers standard input.
    if (to == STDIN_FILENO)
        (void)!::write(STDOUT_FILENO, line.data(), line.size());
    else
        ::send(to, line.data(), line.size(), MSG_NOSIGNAL);
}

}  // namespace

WordService::WordService(std::string path, FileDescriptor listener, Answer answer)
    : m_path(std::move(path)),
      m_listener(std::move(listener)),
      m_answer(std::move(answer)),
      m_speakers{{STDIN_FILENO, {}}} {}

Result<std::unique_ptr<WordService>> WordService::open(const std::string& socketPath,
                                                       Answer answer) {
    if (socketPath.empty())
        return std::unique_ptr<WordService>(
            new WordService({}, FileDescriptor(-1), std::move(answer)));
    TAPPAY_TRY(listener, simulator::listenAt(socketPath));
    return std::unique_ptr<WordService>(
        new WordService(socketPath, std::move(listener), std::move(answer)));
}

WordService::~WordService() {
    for (const auto& [speaker, rest] : m_speakers)
        if (speaker != STDIN_FILENO) ::close(speaker);
    if (!m_path.empty()) ::unlink(m_path.c_str());
}

void WordService::run(int endDescriptor) {
    while (true) {
        std::vector<pollfd> waits{{endDescriptor, POLLIN, 0}, {m_listener.get(), POLLIN, 0}};
        for (const auto& [speaker, rest] : m_speakers)
            waits.push_back({speaker, POLLIN, 0});
        if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return;
        if (waits[0].revents != 0) return;
        for (std::size_t i = 2; i < waits.size(); ++i) {
            const int from = waits[i].fd;
            if (waits[i].revents == 0 || hear(from)) continue;
            // Whoever spoke has gone; the device stays.
            m_speakers.erase(from);
            if (from != STDIN_FILENO) ::close(from);
        }
        if (waits[1].revents == 0) continue;
        const int joined = ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
        if (joined >= 0) m_speakers[joined];
    }
}

bool WordService::hear(int from) {
    std::array<char, 256> buffer{};
    const auto size = ::read(from, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) return true;
    auto& said = m_speakers[from];
    if (size <= 0 || said.size() > kLongestWord) return false;
    said.append(buffer.data(), static_cast<std::size_t>(size));
    for (auto end = said.find('\n'); end != std::string::npos; end = said.find('\n')) {
        say(from, m_answer(said.substr(0, end)));
        said.erase(0, end + 1);
    }
    return true;
}

}  // namespace tappay::sim
