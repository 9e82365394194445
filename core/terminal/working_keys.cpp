#include "terminal/working_keys.h"

#include "base/private_file.h"

namespace tappay::terminal {

namespace {

constexpr std::size_t kSize = 16;

Result<SecretBytes> read(const std::filesystem::path& file) {
    const auto name = file.filename().string();
    TAPPAY_TRY(text, readPrivateFile(file));
    if (!text) return fail(FailureCode::KeyUnavailable, name + " is not there");
    auto octets = fromHex(textOf(*text));
    if (!octets) return fail(FailureCode::KeyUnavailable, name + " is not hexadecimal");
    SecretBytes key{ByteView(*octets)};
    wipe(*octets);
    return key;
}

}  // namespace

Result<void> WorkingKeys::load(const std::filesystem::path& directory) {
    TAPPAY_TRY(pik, read(directory / "pik.hex"));
    TAPPAY_TRY(mak, read(directory / "mak.hex"));
    return replace(std::move(pik), std::move(mak));
}

Result<void> WorkingKeys::replace(SecretBytes pik, SecretBytes mak) {
    if (pik.size() != kSize || mak.size() != kSize)
        return fail(FailureCode::KeyUnavailable, "a working key is not 16 octets");
    if (equalConstantTime(pik.view(), mak.view()))
        return fail(FailureCode::KeyUnavailable, "PIN key and MAC key must differ");
    const std::lock_guard lock(m_mutex);
    m_pik = std::move(pik);
    m_mak = std::move(mak);
    return {};
}

Result<SecretBytes> WorkingKeys::copyOf(const SecretBytes& key) const {
    const std::lock_guard lock(m_mutex);
    if (key.empty()) return fail(FailureCode::KeyUnavailable, "no working keys yet");
    return key.clone();
}

}  // namespace tappay::terminal
