#include "backend/confirm/played_device.h"

#include <algorithm>

#include "crypto/hash.h"

namespace tappay::test {

namespace {

constexpr std::uint8_t kDigestInfo[] = {0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                        0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

crypto::CertificateContents contents(const char* name, const crypto::CertifiedKey& key,
                                     crypto::Purpose purpose) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    crypto::CertificateContents made;
    made.subject = {name, ""};
    made.key = key;
    made.purpose = purpose;
    made.validity = {now - std::chrono::days(1), now + std::chrono::days(3650)};
    return made;
}

// A maker of devices.
struct Maker {
    crypto::EcPrivateKey key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    Bytes certificate =
        crypto::issueRoot(contents("Maker", key.publicKey(), crypto::Purpose::Authority), key)
            .value();
};

const Maker& maker(bool accepted) {
    static const Maker known, other;
    return accepted ? known : other;
}

}  // namespace

Bytes PlayedDevice::authority() {
    return maker(true).certificate;
}

PlayedDevice::PlayedDevice(Kind kind, bool accepted) {
    crypto::CertifiedKey key;
    if (kind == Kind::Ec) {
        m_ec = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
        key = m_ec->publicKey();
    } else {
        m_rsa = crypto::rsaGenerate(2048, 65537).value();
        key = m_rsa->publicKey;
    }
    const auto& by = maker(accepted);
    m_certificate =
        crypto::issueCertificate(contents("Device", key, crypto::Purpose::ClientAuthentication),
                                 {by.certificate, by.key})
            .value();
}

Bytes PlayedDevice::sign(ByteView message) const {
    if (m_ec) return m_ec->signEcdsa(message).value();
    const auto size = m_rsa->publicKey.modulus.size();
    const auto tail = concat({kDigestInfo, crypto::sha256(message)});
    Bytes block{0x00, 0x01};
    block.resize(size - tail.size() - 1, 0xFF);
    block.push_back(0x00);
    append(block, tail);
    return crypto::rsaSignRaw(*m_rsa, block).value();
}

}  // namespace tappay::test
