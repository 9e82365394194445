#include "chip/virtual/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "base/clock.h"
#include "base/secret.h"
#include "crypto/random.h"

namespace tappay::chip::virtual_element {
namespace {

constexpr std::size_t kKeySize = 32;
constexpr auto kEnding = std::chrono::seconds(2);

std::unexpected<Failure> notConfigured(const std::filesystem::path& path, const char* why) {
    return fail(FailureCode::NotConfigured, path.string() + ": " + why);
}

bool isForOwnerOnly(const std::filesystem::path& path) {
    struct stat facts{};
    return ::lstat(path.c_str(), &facts) == 0 && facts.st_uid == ::geteuid() &&
           (facts.st_mode & (S_IRWXG | S_IRWXO)) == 0 && !S_ISLNK(facts.st_mode);
}

Result<void> makeDirectory(const std::filesystem::path& path) {
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return notConfigured(path, std::strerror(errno));
    if (!isForOwnerOnly(path)) return notConfigured(path, "must be its owner's alone (mode 0700)");
    return {};
}

// Written beside and moved into place, so that a state never stands there with half a key.
Result<void> makeKey(const std::filesystem::path& path) {
    SecretBytes key(kKeySize);
    crypto::SystemRandom().fill(key.writable());
    const std::filesystem::path fresh = path.string() + ".new";
    ::unlink(fresh.c_str());
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return notConfigured(fresh, std::strerror(errno));
    const bool written =
        ::write(file, key.view().data(), key.size()) == static_cast<ssize_t>(key.size()) &&
        ::fsync(file) == 0;
    ::close(file);
    if (!written || ::rename(fresh.c_str(), path.c_str()) != 0)
        return notConfigured(path, std::strerror(errno));
    return {};
}

Result<void> checkKey(const Places& places) {
    std::error_code error;
    if (!std::filesystem::exists(places.key, error)) {
        if (!std::filesystem::is_empty(places.state, error))
            return fail(FailureCode::KeyUnavailable, "a chip's state without its key");
        return makeKey(places.key);
    }
    if (!isForOwnerOnly(places.key) || std::filesystem::file_size(places.key, error) != kKeySize)
        return fail(FailureCode::KeyUnavailable,
                    places.key.string() + ": must hold 32 octets and be its owner's alone (0600)");
    return {};
}

}  // namespace

Places placesOf(const Request& request) {
    const auto& directory = request.directory;
    return {directory / "state",
            request.keyFile.empty() ? directory / "state.key" : request.keyFile,
            directory / "chip.sock",
            directory / "chip.pid",
            directory / "owner.lock",
            directory / "chip.log"};
}

Result<void> prepareFiles(const Places& places, const std::filesystem::path& directory) {
    if (!directory.is_absolute()) return notConfigured(directory, "must be an absolute path");
    if (places.socket.string().size() >= sizeof(sockaddr_un::sun_path))
        return notConfigured(places.socket, "too long for a socket");
    TAPPAY_CHECK(makeDirectory(directory));
    TAPPAY_CHECK(makeDirectory(places.state));
    return checkKey(places);
}

Result<int> lockState(const Places& places) {
    const int file = ::open(places.lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return notConfigured(places.lock, std::strerror(errno));
    const auto deadline = Deadline::in(kEnding);
    while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (deadline.passed()) {
            ::close(file);
            return fail(FailureCode::AlreadyRunning, places.lock.string());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return file;
}

}  // namespace tappay::chip::virtual_element
