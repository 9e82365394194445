#pragma once

#include "crypto/ec.h"
#include "emv/certificates.h"

namespace tappay::emv::test {

// The parts of an SM2 certificate beside its key.
struct Sm2Text : CertificateHead {
    std::string algorithms = "04001140";
    std::string surplus;  // octets after the signature
};

Sm2Text sm2IssuerText();  // 12, 622848
Sm2Text sm2IccText();     // 14, 6228480012345678901

// With SM2 and SM3 (JR/T 0025.17), made once.
class Sm2Chain final : public KeyChain {
public:
    static const Sm2Chain& instance();

    crypto::EcPrivateKey ca, issuer, icc;

    [[nodiscard]] CaKey caKey() const override;
    void issue(ModelCard& card, const std::string& aip) const override;
    void signStatically(ModelCard& card, const std::string& aip) const override;
    [[nodiscard]] Bytes sign(ByteView dynamicData, ByteView terminalData) const override;
    [[nodiscard]] Bytes hash(ByteView data) const override;

    // 8F 90 9F46.
    void certify(ModelCard& card, const std::string& aip,
                 const Sm2Text& issuerPart = sm2IssuerText(),
                 const Sm2Text& iccPart = sm2IccText()) const;

private:
    Sm2Chain();
};

}  // namespace tappay::emv::test
