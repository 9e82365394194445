#include "base/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tappay {

namespace {

constexpr std::size_t kLargestFile = 8192;

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() {
        if (m_number >= 0) ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool open() const { return m_number >= 0; }

private:
    int m_number;
};

std::unexpected<Failure> unusable(const std::filesystem::path& file, const char* why) {
    return fail(FailureCode::KeyUnavailable, file.filename().string() + ": " + why);
}

std::unexpected<Failure> notWritten(const std::filesystem::path& file, int error) {
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    return fail(full ? FailureCode::StorageFull : FailureCode::KeyUnavailable,
                file.filename().string() + ": " + std::strerror(error));
}

std::filesystem::path besides(const std::filesystem::path& file) {
    return file.string() + ".new";
}

// Where the name is written down; an empty parent is the working directory.
bool syncDirectoryOf(const std::filesystem::path& file) {
    const auto parent = file.has_parent_path() ? file.parent_path() : ".";
    const Descriptor directory(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory.open() && ::fsync(directory.number()) == 0;
}

bool writeAll(int descriptor, ByteView contents) {
    while (!contents.empty()) {
        const ssize_t written = ::write(descriptor, contents.data(), contents.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        contents = contents.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

Result<std::optional<SecretBytes>> readPrivateFile(const std::filesystem::path& file) {
    const Descriptor source(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!source.open() && errno == ENOENT) return std::nullopt;
    // The rights are those of the opened file, so that nobody can exchange it in between.
    struct stat facts{};
    if (!source.open() || ::fstat(source.number(), &facts) != 0)
        return unusable(file, "cannot be opened");
    if (!S_ISREG(facts.st_mode)) return unusable(file, "is not a regular file");
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return unusable(file, "is open to others; its mode must be 0600");
    if (facts.st_size <= 0 || static_cast<std::size_t>(facts.st_size) > kLargestFile)
        return unusable(file, "has an impossible size");
    SecretBytes contents(static_cast<std::size_t>(facts.st_size));
    std::size_t done = 0;
    while (done < contents.size()) {
        const ssize_t got =
            ::read(source.number(), contents.writable().data() + done, contents.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return unusable(file, "cannot be read");
        done += static_cast<std::size_t>(got);
    }
    return contents;
}

Result<void> writePrivateFile(const std::filesystem::path& file, ByteView contents) {
    if (contents.empty() || contents.size() > kLargestFile)
        return unusable(file, "would have an impossible size");
    const auto fresh = besides(file);
    // What a cut write has left may have any rights.
    if (::unlink(fresh.c_str()) != 0 && errno != ENOENT) return notWritten(file, errno);
    {
        const Descriptor target(
            ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!target.open() || ::fchmod(target.number(), 0600) != 0 ||
            !writeAll(target.number(), contents) || ::fsync(target.number()) != 0) {
            const int error = errno;
            ::unlink(fresh.c_str());
            return notWritten(file, error);
        }
    }
    if (::rename(fresh.c_str(), file.c_str()) != 0 || !syncDirectoryOf(file))
        return notWritten(file, errno);
    return {};
}

Result<void> removePrivateFile(const std::filesystem::path& file) {
    for (const auto& each : {file, besides(file)})
        if (::unlink(each.c_str()) != 0 && errno != ENOENT) return notWritten(file, errno);
    if (!syncDirectoryOf(file)) return notWritten(file, errno);
    return {};
}

std::string_view textOf(const SecretBytes& contents) {
    return {reinterpret_cast<const char*>(contents.view().data()), contents.size()};
}

}  // namespace tappay
