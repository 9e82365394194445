#include "base/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/file_descriptor.h"

namespace tappay {

namespace {

constexpr std::size_t kLargestFile = 64 * 1024;

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
    const FileDescriptor directory(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory.valid() && ::fsync(directory.get()) == 0;
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

Result<void> writeBesides(const std::filesystem::path& file, ByteView contents) {
    if (contents.empty() || contents.size() > kLargestFile)
        return unusable(file, "would have an impossible size");
    const auto fresh = besides(file);
    // What a cut write has left may have any rights.
    if (::unlink(fresh.c_str()) != 0 && errno != ENOENT) return notWritten(file, errno);
    const FileDescriptor target(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!target.valid() || ::fchmod(target.get(), 0600) != 0 || !writeAll(target.get(), contents) ||
        ::fsync(target.get()) != 0) {
        const int error = errno;
        ::unlink(fresh.c_str());
        return notWritten(file, error);
    }
    return {};
}

}  // namespace

Result<std::optional<SecretBytes>> readPrivateFile(const std::filesystem::path& file) {
    const FileDescriptor source(
        ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!source.valid() && errno == ENOENT) return std::nullopt;
    // The rights are those of the opened file, so that nobody can exchange it in between.
    struct stat facts{};
    if (!source.valid() || ::fstat(source.get(), &facts) != 0)
        return unusable(file, "cannot be opened");
    if (!S_ISREG(facts.st_mode)) return unusable(file, "is not a regular file");
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return unusable(file, "is open to others; its mode must be 0600");
    if (facts.st_uid != ::geteuid()) return unusable(file, "belongs to another user");
    if (facts.st_size <= 0 || static_cast<std::size_t>(facts.st_size) > kLargestFile)
        return unusable(file, "has an impossible size");
    SecretBytes contents(static_cast<std::size_t>(facts.st_size));
    std::size_t done = 0;
    while (done < contents.size()) {
        const ssize_t got =
            ::read(source.get(), contents.writable().data() + done, contents.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return unusable(file, "cannot be read");
        done += static_cast<std::size_t>(got);
    }
    return contents;
}

Result<void> writePrivateFile(const std::filesystem::path& file, ByteView contents) {
    TAPPAY_CHECK(writeBesides(file, contents));
    if (::rename(besides(file).c_str(), file.c_str()) != 0 || !syncDirectoryOf(file))
        return notWritten(file, errno);
    return {};
}

Result<void> createPrivateFile(const std::filesystem::path& file, ByteView contents) {
    TAPPAY_CHECK(writeBesides(file, contents));
    // Unlike a renamed file, a linked one never takes the place of another.
    const bool linked = ::link(besides(file).c_str(), file.c_str()) == 0;
    const int error = errno;
    ::unlink(besides(file).c_str());
    if (!linked) return notWritten(file, error);
    return syncDirectoryOf(file) ? Result<void>{} : notWritten(file, errno);
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
