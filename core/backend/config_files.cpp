#include "backend/config_files.h"

#include <fstream>

#include "crypto/certificate.h"

namespace tappay::backend {

namespace {

constexpr std::size_t kMaxFile = 64 * 1024;

}  // namespace

Result<SecretBytes> readConfigFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    SecretBytes contents(kMaxFile);
    auto room = contents.writable();
    stream.read(reinterpret_cast<char*>(room.data()), static_cast<std::streamsize>(room.size()));
    if (stream.gcount() <= 0)
        return fail(FailureCode::NotConfigured, file.string() + " can't be read");
    return SecretBytes(contents.view().first(static_cast<std::size_t>(stream.gcount())));
}

std::filesystem::path ConfigFiles::path(Reader& reader, const char* name) const {
    return m_directory / reader.text(name);
}

SecretBytes ConfigFiles::contents(Reader& reader, const char* name) const {
    auto read = readConfigFile(path(reader, name));
    if (!read) reader.refuse(name, "not readable");
    return read ? std::move(*read) : SecretBytes();
}

std::optional<crypto::EcPrivateKey> ConfigFiles::privateKey(Reader& reader,
                                                            const char* name) const {
    auto key = crypto::EcPrivateKey::fromPem(textOf(contents(reader, name)));
    if (!key) {
        reader.refuse(name, "not a private key");
        return {};
    }
    return std::move(*key);
}

crypto::EcPublicKey ConfigFiles::publicKey(Reader& reader, const char* name) const {
    auto key = crypto::ecPublicFromPem(textOf(contents(reader, name)));
    if (!key) reader.refuse(name, "not a public key");
    return key.value_or(crypto::EcPublicKey{});
}

std::vector<Bytes> ConfigFiles::certificates(Reader& reader, const char* name) const {
    auto read = crypto::certificatesFromPem(textOf(contents(reader, name)));
    if (!read || read->empty()) reader.refuse(name, "no certificates");
    return read.value_or(std::vector<Bytes>{});
}

SecretBytes ConfigFiles::hex(Reader& reader, const char* name, std::size_t octets) const {
    const auto text = contents(reader, name);
    auto digits = textOf(text);
    while (!digits.empty() && digits.back() == '\n')
        digits.remove_suffix(1);
    auto key = fromHex(digits);
    if (!key || key->size() != octets) {
        reader.refuse(name, "not " + std::to_string(octets) + " octets in hexadecimal");
        return {};
    }
    SecretBytes secret{ByteView(*key)};
    wipe(*key);
    return secret;
}

}  // namespace tappay::backend
