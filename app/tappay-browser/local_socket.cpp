#include "tappay-browser/local_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tappay::browser {

namespace {

using Clock = std::chrono::steady_clock;

bool waitFor(int descriptor, short events, Clock::time_point until) {
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) return false;
        pollfd entry{descriptor, events, 0};
        const int ready = ::poll(&entry, 1, static_cast<int>(left));
        if (ready > 0) return (entry.revents & events) != 0;
        if (ready == 0 || errno != EINTR) return false;
    }
}

bool finishConnecting(int descriptor, Clock::time_point until) {
    if (errno != EINPROGRESS || !waitFor(descriptor, POLLOUT, until)) return false;
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

}  // namespace

std::optional<FileDescriptor> connectTo(const QByteArray& path, std::chrono::milliseconds limit) {
    sockaddr_un address{};
    if (path.isEmpty() || path.size() >= qsizetype(sizeof address.sun_path)) return std::nullopt;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    FileDescriptor made(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!made.valid()) return std::nullopt;
    const auto* const to = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(made.get(), to, sizeof address) == 0 ||
        finishConnecting(made.get(), Clock::now() + limit))
        return made;
    return std::nullopt;
}

bool writeAll(int descriptor, QByteArrayView octets, std::chrono::milliseconds limit) {
    const Clock::time_point until = Clock::now() + limit;
    while (!octets.isEmpty()) {
        // A blocking descriptor that is ready takes this much of a pipe without a wait.
        const auto piece = static_cast<std::size_t>(std::min<qsizetype>(octets.size(), 4096));
        if (!waitFor(descriptor, POLLOUT, until)) return false;
        const ssize_t written = ::write(descriptor, octets.data(), piece);
        if (written > 0)
            octets = octets.sliced(written);
        else if (errno != EAGAIN && errno != EINTR)
            return false;
    }
    return true;
}

QByteArray readSome(int descriptor) {
    QByteArray octets(64 * 1024, Qt::Uninitialized);
    ssize_t count = 0;
    do {
        count = ::read(descriptor, octets.data(), static_cast<std::size_t>(octets.size()));
    } while (count < 0 && errno == EINTR);
    octets.truncate(std::max<qsizetype>(count, 0));
    return octets;
}

}  // namespace tappay::browser
