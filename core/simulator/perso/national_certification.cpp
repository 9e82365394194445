#include "simulator/perso/national_certification.h"

#include "crypto/ec.h"
#include "simulator/card/signed_data.h"
#include "simulator/perso/certification.h"

namespace tappay::simulator {
namespace {

constexpr std::uint8_t kIssuerFormat = 0x12, kCardFormat = 0x14;
constexpr std::size_t kScalarSize = 32;

// Signature algorithm, encipherment algorithm, curve, and length of the key.
const Bytes& algorithms() {
    static const Bytes value{0x04, 0x00, 0x11, 0x40};
    return value;
}

Result<Bytes> certify(const NationalKey& signer, std::uint8_t format, ByteView owner,
                      std::string_view expiry, ByteView point, ByteView alsoSigned) {
    TAPPAY_TRY(validUntil, fromHex(expiry));
    const Bytes head{format}, serial{0x00, 0x00, 0x01};
    const auto clear = concat({head, owner, validUntil, serial, algorithms(), point});
    TAPPAY_TRY(signature, signSm2(signer.scalar, concat({clear, alsoSigned})));
    return concat({clear, signature});
}

}  // namespace

Result<NationalKey> makeNationalKey(Random& random) {
    while (true) {
        Bytes scalar(kScalarSize);
        random.fill(scalar);
        // Hardly ever above the order of the curve.
        if (const auto key = crypto::EcPrivateKey::fromScalar(crypto::Curve::Sm2, scalar))
            return NationalKey{scalar, key->publicKey().point};
    }
}

Result<Bytes> certifyNationalIssuer(const NationalKey& authority, ByteView issuerPoint,
                                    std::string_view prefix, std::string_view expiry) {
    TAPPAY_TRY(owner, paddedDigits(prefix, 4));
    return certify(authority, kIssuerFormat, owner, expiry, issuerPoint, {});
}

Result<Bytes> certifyNationalCard(const NationalKey& issuer, ByteView cardPoint,
                                  std::string_view pan, std::string_view expiry,
                                  ByteView staticData) {
    TAPPAY_TRY(owner, paddedDigits(pan, 10));
    return certify(issuer, kCardFormat, owner, expiry, cardPoint, staticData);
}

}  // namespace tappay::simulator
