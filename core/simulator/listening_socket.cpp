#include "simulator/listening_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tappay::simulator {

Result<FileDescriptor> listenAt(const std::string& path) {
    constexpr int kWaiting = 16;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path))
        return fail(FailureCode::NotConfigured, "path too long for a socket: " + path);
    path.copy(address.sun_path, path.size());
    ::unlink(path.c_str());
    FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    // The mode is set before bind, so that there is no moment in which others can connect.
    if (!socket.valid() || ::fchmod(socket.get(), 0600) != 0 ||
        ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::chmod(path.c_str(), 0600) != 0 || ::listen(socket.get(), kWaiting) != 0)
        return fail(FailureCode::NotConfigured, path + ": " + std::strerror(errno));
    return socket;
}

}  // namespace tappay::simulator
