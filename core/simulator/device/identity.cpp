#include "simulator/device/identity.h"

#include <chrono>
#include <filesystem>
#include <fstream>

#include "base/private_file.h"
#include "crypto/random.h"

namespace tappay::simulator::device {

namespace {

using namespace std::chrono_literals;
constexpr std::size_t kSerial = 16;

struct Certified {
    Bytes signing, authentication, authority;
};

Result<Certified> certify(const Identity& identity, const std::string& name) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const crypto::Validity validity{now - 24h, now + 24h * 365 * 5};
    TAPPAY_TRY(authorityKey, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    crypto::CertificateContents root{{"Virtual device maker", {}}, authorityKey.publicKey()};
    root.purpose = crypto::Purpose::Authority;
    root.validity = validity;
    TAPPAY_TRY(authority, crypto::issueRoot(root, authorityKey));
    const auto issue = [&](const DeviceKey& key) -> Result<Bytes> {
        TAPPAY_TRY(publicKey, key.publicKey());
        crypto::CertificateContents leaf{{name, toHex(identity.serial)}, publicKey};
        leaf.validity = validity;
        return crypto::issueCertificate(leaf, {authority, authorityKey});
    };
    TAPPAY_TRY(signing, issue(identity.signing));
    TAPPAY_TRY(authentication, issue(identity.authentication));
    return Certified{std::move(signing), std::move(authentication), std::move(authority)};
}

Result<void> writeText(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file);
    out << text;
    if (!out.flush()) return fail(FailureCode::StorageFull, file.string());
    return {};
}

Result<Bytes> readCertificate(const std::filesystem::path& file) {
    std::ifstream in(file);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    TAPPAY_TRY(all, crypto::certificatesFromPem(text));
    if (all.empty()) return fail(FailureCode::NotFound, file.string());
    return all.front();
}

Result<DeviceKey> readKey(const std::filesystem::path& file) {
    TAPPAY_TRY(pem, readPrivateFile(file));
    if (!pem) return fail(FailureCode::NotFound, file.string());
    return DeviceKey::fromPem(std::string(textOf(*pem)));
}

}  // namespace

Result<Identity> makeIdentity(KeyKind signing, const std::string& name) {
    const bool rsa = signing == KeyKind::Rsa2048;
    TAPPAY_TRY(first, DeviceKey::generate(signing));
    TAPPAY_TRY(second, DeviceKey::generate(rsa ? KeyKind::P256 : KeyKind::Rsa2048));
    Identity identity{Bytes(kSerial), std::move(first), std::move(second), {}, {}, {}};
    crypto::SystemRandom().fill(identity.serial);
    TAPPAY_TRY(certified, certify(identity, name));
    identity.signingCertificate = std::move(certified.signing);
    identity.authenticationCertificate = std::move(certified.authentication);
    identity.authority = std::move(certified.authority);
    return identity;
}

Result<void> saveIdentity(const Identity& identity, const std::string& directory) {
    const std::filesystem::path at(directory);
    std::error_code failed;
    std::filesystem::create_directories(at, failed);
    if (failed) return fail(FailureCode::NotConfigured, directory);
    const auto key = [&](const char* file, const DeviceKey& it) -> Result<void> {
        TAPPAY_TRY(pem, it.toPem());
        return writePrivateFile(at / file, asBytes(pem));
    };
    const auto certificate = [&](const char* file, ByteView der) -> Result<void> {
        TAPPAY_TRY(pem, crypto::certificateToPem(der));
        return writeText(at / file, pem);
    };
    TAPPAY_CHECK(key("signing.key", identity.signing));
    TAPPAY_CHECK(key("authentication.key", identity.authentication));
    TAPPAY_CHECK(certificate("signing.pem", identity.signingCertificate));
    TAPPAY_CHECK(certificate("authentication.pem", identity.authenticationCertificate));
    TAPPAY_CHECK(certificate("authority.pem", identity.authority));
    return writeText(at / "serial", toHex(identity.serial));
}

Result<Identity> loadIdentity(const std::string& directory) {
    const std::filesystem::path at(directory);
    TAPPAY_TRY(signing, readKey(at / "signing.key"));
    TAPPAY_TRY(authentication, readKey(at / "authentication.key"));
    TAPPAY_TRY(first, readCertificate(at / "signing.pem"));
    TAPPAY_TRY(second, readCertificate(at / "authentication.pem"));
    TAPPAY_TRY(authority, readCertificate(at / "authority.pem"));
    std::ifstream in(at / "serial");
    TAPPAY_TRY(serial, fromHex(std::string((std::istreambuf_iterator<char>(in)), {})));
    if (serial.size() != kSerial) return fail(FailureCode::InputMalformed, "serial");
    return Identity{std::move(serial), std::move(signing), std::move(authentication),
                    std::move(first),  std::move(second),  std::move(authority)};
}

}  // namespace tappay::simulator::device
