#include "chip/software/software_chip.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <utility>

namespace tappay::chip {

namespace {

constexpr std::size_t kLargestFile = 8192;
constexpr std::size_t kWorkingKeySize = 16;

class File {
public:
    explicit File(const std::filesystem::path& path)
        : m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~File() {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

std::unexpected<Failure> unusable(const std::filesystem::path& path, const char* why) {
    return fail(FailureCode::KeyUnavailable, path.filename().string() + ": " + why);
}

// The rights are those of the opened file, so that nobody can exchange it in between.
Result<SecretBytes> readPrivateFile(const std::filesystem::path& path) {
    const File file(path);
    struct stat facts{};
    if (file.descriptor() < 0 || ::fstat(file.descriptor(), &facts) != 0)
        return unusable(path, "cannot be opened");
    if (!S_ISREG(facts.st_mode)) return unusable(path, "is not a regular file");
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return unusable(path, "is open to others; its mode must be 0600");
    if (facts.st_size <= 0 || static_cast<std::size_t>(facts.st_size) > kLargestFile)
        return unusable(path, "has an impossible size");
    SecretBytes contents(static_cast<std::size_t>(facts.st_size));
    std::size_t done = 0;
    while (done < contents.size()) {
        const ssize_t got =
            ::read(file.descriptor(), contents.writable().data() + done, contents.size() - done);
        if (got <= 0) return unusable(path, "cannot be read");
        done += static_cast<std::size_t>(got);
    }
    return contents;
}

std::string_view textOf(const SecretBytes& contents) {
    return {reinterpret_cast<const char*>(contents.view().data()), contents.size()};
}

Result<SecretBytes> readWorkingKey(const std::filesystem::path& path) {
    TAPPAY_TRY(text, readPrivateFile(path));
    auto octets = fromHex(textOf(text));
    if (!octets) return unusable(path, "is not hexadecimal");
    SecretBytes key{ByteView(*octets)};
    wipe(*octets);
    if (key.size() != kWorkingKeySize) return unusable(path, "must hold 16 octets");
    return key;
}

class SoftwareChip final : public Chip {
public:
    SoftwareChip(crypto::EcPrivateKey identity, SecretBytes pik, SecretBytes mak)
        : m_identity(std::move(identity)), m_pik(std::move(pik)), m_mak(std::move(mak)) {}

    [[nodiscard]] Form form() const override { return Form::Software; }
    [[nodiscard]] const crypto::EcPublicKey& identity() const override {
        return m_identity.publicKey();
    }
    [[nodiscard]] Result<Bytes> sign(ByteView message) override {
        return m_identity.signEcdsa(message);
    }
    [[nodiscard]] Result<SecretBytes> workingKey(WorkingKey which) override {
        return which == WorkingKey::Pin ? m_pik.clone() : m_mak.clone();
    }

private:
    crypto::EcPrivateKey m_identity;
    SecretBytes m_pik, m_mak;
};

}  // namespace

Result<std::unique_ptr<Chip>> openSoftwareChip(const std::filesystem::path& directory) {
    const auto identityFile = directory / "identity.pem";
    TAPPAY_TRY(pem, readPrivateFile(identityFile));
    auto identity = crypto::EcPrivateKey::fromPem(textOf(pem));
    if (!identity || identity->publicKey().curve != crypto::Curve::P256)
        return unusable(identityFile, "is not a P-256 private key");
    TAPPAY_TRY(pik, readWorkingKey(directory / "pik.hex"));
    TAPPAY_TRY(mak, readWorkingKey(directory / "mak.hex"));
    if (equalConstantTime(pik.view(), mak.view()))
        return fail(FailureCode::KeyUnavailable, "PIN key and MAC key must differ");
    return std::make_unique<SoftwareChip>(std::move(*identity), std::move(pik), std::move(mak));
}

}  // namespace tappay::chip
