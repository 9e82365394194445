#include "backend/keys/secret_files.h"

#include "base/private_file.h"

namespace tappay::backend::keys {

namespace {

constexpr std::size_t kStorageKey = 32;

std::unexpected<Failure> refused(const std::filesystem::path& file, const std::string& why) {
    return fail(FailureCode::NotConfigured, file.string() + " " + why);
}

Result<SecretBytes> readLine(const std::filesystem::path& file) {
    const auto contents = readPrivateFile(file);
    if (!contents) return refused(file, "can't be used: " + contents.error().detail);
    if (!*contents) return refused(file, "is not there");
    auto line = (*contents)->view();
    if (line.back() == '\n') line = line.first(line.size() - 1);
    return SecretBytes(line);
}

}  // namespace

Result<SecretBytes> readStorageKey(const std::filesystem::path& file) {
    TAPPAY_TRY(line, readLine(file));
    auto octets = fromHex(textOf(line));
    if (!octets || octets->size() != kStorageKey) return refused(file, "holds no storage key");
    SecretBytes key{ByteView(*octets)};
    wipe(*octets);
    return key;
}

Result<void> makeStorageKey(const std::filesystem::path& file, Random& random) {
    SecretBytes key(kStorageKey);
    random.fill(key.writable());
    auto digits = toHex(key.view());
    const auto made = createPrivateFile(file, asBytes(digits));
    wipe(digits);
    if (!made) return refused(file, "can't be made: " + made.error().detail);
    return {};
}

Result<SecretBytes> readTokenPin(const std::filesystem::path& file) {
    return readLine(file);
}

}  // namespace tappay::backend::keys
