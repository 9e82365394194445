#include "chip/software/chip_files.h"

#include <charconv>

namespace tappay::chip {

namespace {

namespace fs = std::filesystem;
using crypto::EcPrivateKey;

constexpr std::size_t kSecret = 32;

std::unexpected<Failure> unusable(const char* name, const char* why) {
    return fail(FailureCode::KeyUnavailable, std::string(name) + " " + why);
}

}  // namespace

Result<void> ChipFiles::check() const {
    std::error_code error;
    const auto status = fs::status(m_directory, error);
    if (error || status.type() != fs::file_type::directory)
        return unusable("the chip's directory", "is not there");
    if ((status.permissions() & (fs::perms::group_write | fs::perms::others_write)) !=
        fs::perms::none)
        return unusable("the chip's directory", "can be written by others");
    return {};
}

Result<std::optional<EcPrivateKey>> ChipFiles::key(const char* name) const {
    TAPPAY_TRY(pem, readPrivateFile(m_directory / name));
    if (!pem) return std::nullopt;
    auto key = EcPrivateKey::fromPem(textOf(*pem));
    if (!key || key->publicKey().curve != crypto::Curve::P256)
        return unusable(name, "is not a P-256 private key");
    return std::move(*key);
}

Result<std::optional<SecretBytes>> ChipFiles::secret(const char* name) const {
    TAPPAY_TRY(text, readPrivateFile(m_directory / name));
    if (!text) return std::nullopt;
    auto octets = fromHex(textOf(*text));
    if (!octets) return unusable(name, "is not hexadecimal");
    SecretBytes secret{ByteView(*octets)};
    wipe(*octets);
    if (secret.size() != kSecret) return unusable(name, "must hold 32 octets");
    return secret;
}

Result<std::vector<Bytes>> ChipFiles::certificates(const char* name) const {
    TAPPAY_TRY(pem, readPrivateFile(m_directory / name));
    if (!pem) return std::vector<Bytes>{};
    auto ders = crypto::certificatesFromPem(textOf(*pem));
    if (!ders) return unusable(name, "holds no certificates");
    return ders;
}

Result<std::uint64_t> ChipFiles::number(const char* name) const {
    TAPPAY_TRY(text, readPrivateFile(m_directory / name));
    if (!text) return 0;
    const auto digits = textOf(*text);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value == 0)
        return unusable(name, "is no count");
    return value;
}

Result<void> ChipFiles::write(const char* name, const EcPrivateKey& key) const {
    TAPPAY_TRY(pem, key.toPem());
    return writePrivateFile(m_directory / name, pem.view());
}

Result<void> ChipFiles::write(const char* name, const SecretBytes& secret) const {
    std::string digits = toHex(secret.view());
    auto written = writePrivateFile(m_directory / name, asBytes(digits));
    wipe(digits);
    return written;
}

Result<void> ChipFiles::write(const char* name, const std::vector<Bytes>& ders) const {
    std::string text;
    for (const Bytes& der : ders) {
        TAPPAY_TRY(pem, crypto::certificateToPem(der));
        text += pem;
    }
    return writePrivateFile(m_directory / name, asBytes(text));
}

Result<void> ChipFiles::write(const char* name, std::uint64_t number) const {
    return writePrivateFile(m_directory / name, asBytes(std::to_string(number)));
}

Result<void> ChipFiles::remove(const char* name) const {
    return removePrivateFile(m_directory / name);
}

}  // namespace tappay::chip
