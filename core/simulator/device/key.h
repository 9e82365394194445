#pragma once

#include <memory>
#include <string>

#include "crypto/certificate.h"

namespace tappay::simulator::device {

enum class KeyKind : std::uint8_t { P256, Rsa2048 };

// A private key of a virtual device, on OpenSSL alone.
class DeviceKey {
public:
    static Result<DeviceKey> generate(KeyKind kind);
    static Result<DeviceKey> fromPem(const std::string& pem);
    DeviceKey(DeviceKey&&) noexcept;
    DeviceKey& operator=(DeviceKey&&) noexcept;
    ~DeviceKey();

    [[nodiscard]] KeyKind kind() const;
    [[nodiscard]] Result<std::string> toPem() const;
    [[nodiscard]] Result<crypto::CertifiedKey> publicKey() const;
    // What GENERAL AUTHENTICATE does: P-256 signs a digest of 32 octets (DER), RSA raises a block
    // of 256 octets.
    [[nodiscard]] Result<Bytes> authenticate(ByteView input) const;
    // A whole message under SHA-256: DER, or PKCS#1 v1.5.
    [[nodiscard]] Result<Bytes> sign(ByteView message) const;

private:
    struct Impl;
    explicit DeviceKey(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace tappay::simulator::device
