#include "backend/keys/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tappay::backend::keys {

namespace {

constexpr std::size_t kMaxFile = 1024, kStorageKey = 32;
constexpr unsigned kOthers = 077, kOwnerOnly = 0600;

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() {
        if (m_number >= 0) ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

std::unexpected<Failure> refused(const std::filesystem::path& file, const char* why) {
    return fail(FailureCode::NotConfigured, file.string() + " " + why);
}

}  // namespace

Result<SecretBytes> readPrivateFile(const std::filesystem::path& file) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (descriptor.number() < 0) return refused(file, "can't be read");
    struct stat facts{};
    if (::fstat(descriptor.number(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return refused(file, "is no file");
    if ((facts.st_mode & kOthers) != 0 || facts.st_uid != ::geteuid())
        return refused(file, "is open to others");
    SecretBytes contents(kMaxFile);
    const auto size = ::read(descriptor.number(), contents.writable().data(), kMaxFile);
    if (size <= 0) return refused(file, "is empty");
    auto used = static_cast<std::size_t>(size);
    if (contents.view()[used - 1] == '\n') --used;
    return SecretBytes(contents.view().first(used));
}

Result<SecretBytes> readStorageKey(const std::filesystem::path& file) {
    TAPPAY_TRY(text, readPrivateFile(file));
    auto octets = fromHex({reinterpret_cast<const char*>(text.view().data()), text.size()});
    if (!octets || octets->size() != kStorageKey) return refused(file, "holds no storage key");
    SecretBytes key(*octets);
    wipe(*octets);
    return key;
}

Result<void> makeStorageKey(const std::filesystem::path& file, Random& random) {
    SecretBytes key(kStorageKey);
    random.fill(key.writable());
    auto digits = toHex(key.view());
    const Descriptor descriptor(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kOwnerOnly));
    const bool written = descriptor.number() >= 0 &&
                         ::write(descriptor.number(), digits.data(), digits.size()) ==
                             static_cast<ssize_t>(digits.size()) &&
                         ::fsync(descriptor.number()) == 0;
    wipe(digits);
    if (!written) return refused(file, "can't be made");
    return {};
}

}  // namespace tappay::backend::keys
