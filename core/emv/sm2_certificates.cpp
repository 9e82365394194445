#include "emv/sm2_certificates.h"

#include <algorithm>
#include <array>

#include "crypto/ec.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

// The two certificates differ only in whom they name.
struct Layout {
    std::uint8_t format;
    std::size_t subject;  // octets of issuer identifier or PAN
};
constexpr Layout kIssuerLayout{0x12, 4};
constexpr Layout kIccLayout{0x14, 10};

constexpr std::size_t kPointLength = 64;
// Signature algorithm 04 (SM2 with SM3), no encipherment, curve 11, length of the key.
constexpr std::array<std::uint8_t, 4> kAlgorithms{0x04, 0x00, 0x11, kPointLength};

struct Certificate {
    ByteView subject, expiry, serial, algorithms, point;
};

constexpr std::size_t lengthOf(const Layout& layout) {
    return 1 + layout.subject + 2 + 3 + kAlgorithms.size() + kPointLength;
}

// `message` has the length of its layout.
Certificate dissect(ByteView message, const Layout& layout) {
    const ByteView rest = message.subspan(1 + layout.subject);
    return {message.subspan(1, layout.subject), rest.first(2), rest.subspan(2, 3),
            rest.subspan(5, kAlgorithms.size()), rest.last(kPointLength)};
}

OdaResult<Certificate> verifyCertificate(const Sm2PublicKey& key, ByteView object,
                                         const Layout& layout, ByteView alsoSigned,
                                         std::uint32_t today) {
    if (object.size() != lengthOf(layout) + kSm2SignatureLength)
        return std::unexpected(OdaFault::Invalid);
    const auto message = verifySm2Signed(key, object, layout.format, alsoSigned);
    if (!message) return std::unexpected(message.error());
    const Certificate certificate = dissect(*message, layout);
    if (!std::ranges::equal(certificate.algorithms, kAlgorithms) ||
        !isCurrent(certificate.expiry, today))
        return std::unexpected(OdaFault::Invalid);
    return certificate;
}

Bytes copied(ByteView view) {
    return {view.begin(), view.end()};
}

}  // namespace

OdaResult<ByteView> verifySm2Signed(const Sm2PublicKey& key, ByteView object, std::uint8_t format,
                                    ByteView alsoSigned) {
    if (object.size() <= kSm2SignatureLength || object[0] != format)
        return std::unexpected(OdaFault::Invalid);
    const ByteView message = object.first(object.size() - kSm2SignatureLength);
    const auto verifier = crypto::EcVerifier::create({crypto::Curve::Sm2, key.point});
    if (!verifier ||
        !verifier->verifySm2(concat({message, alsoSigned}), object.last(kSm2SignatureLength)))
        return std::unexpected(OdaFault::Invalid);
    return message;
}

OdaResult<CertifiedKey> recoverSm2IssuerKey(const Sm2PublicKey& caKey, const DataStore& card,
                                            std::uint32_t today) {
    const auto object = card.find(tag::kIssuerCertificate);
    if (!object) return std::unexpected(OdaFault::DataMissing);
    const auto certificate = verifyCertificate(caKey, *object, kIssuerLayout, {}, today);
    if (!certificate) return std::unexpected(certificate.error());
    if (!namesIssuerOf(certificate->subject, card)) return std::unexpected(OdaFault::Invalid);
    return CertifiedKey{Sm2PublicKey{copied(certificate->point)}, copied(certificate->serial)};
}

OdaResult<Sm2PublicKey> recoverSm2IccKey(const Sm2PublicKey& issuerKey, const DataStore& card,
                                         ByteView staticData, std::uint32_t today) {
    const auto object = card.find(tag::kIccCertificate);
    if (!object) return std::unexpected(OdaFault::DataMissing);
    const auto certificate = verifyCertificate(issuerKey, *object, kIccLayout, staticData, today);
    if (!certificate) return std::unexpected(certificate.error());
    if (!namesCard(certificate->subject, card)) return std::unexpected(OdaFault::Invalid);
    return Sm2PublicKey{copied(certificate->point)};
}

}  // namespace tappay::emv
