#pragma once

#include <memory>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"

namespace tappay::crypto {

enum class Curve : std::uint8_t { P256, Sm2 };

// Uncompressed point without the 04 prefix: X || Y, 64 octets.
struct EcPublicKey {
    Curve curve = Curve::P256;
    Bytes point;
    friend bool operator==(const EcPublicKey&, const EcPublicKey&) = default;
};

class EcPrivateKey {
public:
    static Result<EcPrivateKey> generate(Curve curve);
    static Result<EcPrivateKey> fromScalar(Curve curve, ByteView scalar32);
    static Result<EcPrivateKey> fromPem(std::string_view pem);  // PKCS#8, not encrypted

    EcPrivateKey(EcPrivateKey&&) noexcept;
    EcPrivateKey& operator=(EcPrivateKey&&) noexcept;
    ~EcPrivateKey();

    [[nodiscard]] const EcPublicKey& publicKey() const;
    [[nodiscard]] Result<SecretBytes> toPem() const;

    // ECDSA with SHA-256 over `message` (P-256), raw r || s, 64 octets.
    [[nodiscard]] Result<Bytes> signEcdsa(ByteView message) const;
    // ECDH shared X coordinate, 32 octets.
    [[nodiscard]] Result<SecretBytes> agree(const EcPublicKey& peer) const;
    // SM2 signature over SM3(ZA || message), raw r || s; default user id 1234567812345678.
    [[nodiscard]] Result<Bytes> signSm2(ByteView message) const;

private:
    struct Impl;
    explicit EcPrivateKey(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// Parses the key once; verification is the hot path of the back end.
class EcVerifier {
public:
    static Result<EcVerifier> create(const EcPublicKey& key);
    EcVerifier(EcVerifier&&) noexcept;
    EcVerifier& operator=(EcVerifier&&) noexcept;
    ~EcVerifier();
    [[nodiscard]] bool verifyEcdsa(ByteView message, ByteView signature64) const;
    [[nodiscard]] bool verifySm2(ByteView message, ByteView signature64) const;

private:
    struct Impl;
    explicit EcVerifier(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

Result<EcPublicKey> ecPublicFromPem(std::string_view pem);  // SubjectPublicKeyInfo
Result<std::string> ecPublicToPem(const EcPublicKey& key);

}  // namespace tappay::crypto
