#include "emv/rsa_certificates.h"

#include <algorithm>

#include "crypto/hash.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

constexpr std::size_t kHashLength = 20;
constexpr std::size_t kLongestKey = 248;  // octets (Book 2, Annex B2.1)
constexpr std::uint8_t kSha1 = 0x01;
constexpr std::uint8_t kRsa = 0x01;

// The two certificates differ only in whom they name and how much room is left for the key
// (Book 2, tables 6 and 14).
struct Layout {
    std::uint8_t format;
    std::size_t subject;   // octets of issuer identifier or PAN
    std::size_t overhead;  // octets that are not the key
};
constexpr Layout kIssuerLayout{0x02, 4, 36};
constexpr Layout kIccLayout{0x04, 10, 42};

struct Certificate {
    ByteView subject, expiry, serial, keyPart, hash, hashed;
    std::uint8_t hashAlgorithm = 0, keyAlgorithm = 0, keyLength = 0, exponentLength = 0;
};

// `recovered` is longer than the layout's overhead.
Certificate dissect(ByteView recovered, const Layout& layout) {
    const ByteView body = recovered.subspan(2);
    const std::size_t afterSubject = layout.subject;
    Certificate certificate;
    certificate.subject = body.first(layout.subject);
    certificate.expiry = body.subspan(afterSubject, 2);
    certificate.serial = body.subspan(afterSubject + 2, 3);
    certificate.hashAlgorithm = body[afterSubject + 5];
    certificate.keyAlgorithm = body[afterSubject + 6];
    certificate.keyLength = body[afterSubject + 7];
    certificate.exponentLength = body[afterSubject + 8];
    certificate.keyPart = body.subspan(afterSubject + 9, recovered.size() - layout.overhead);
    certificate.hash = recovered.last(kHashLength + 1).first(kHashLength);
    certificate.hashed = recovered.subspan(1, recovered.size() - kHashLength - 2);
    return certificate;
}

bool knownExponent(ByteView exponent) {
    return toHex(exponent) == "03" || toHex(exponent) == "010001";
}

// The key in the certificate, without padding, and its remainder (Book 2, 5.3 step 12).
OdaResult<Bytes> assembleModulus(const Certificate& certificate, std::optional<ByteView> remainder,
                                 std::size_t longest) {
    const std::size_t length = certificate.keyLength;
    if (length == 0 || length > longest) return std::unexpected(OdaFault::Invalid);
    if (length <= certificate.keyPart.size()) {
        const ByteView key = certificate.keyPart.first(length);
        return Bytes(key.begin(), key.end());
    }
    if (!remainder) return std::unexpected(OdaFault::DataMissing);
    Bytes modulus = concat({certificate.keyPart, *remainder});
    if (modulus.size() != length) return std::unexpected(OdaFault::Invalid);
    return modulus;
}

// What both certificates have in common: format, hash, expiry and algorithms.
OdaResult<crypto::RsaPublicKey> takeKey(const Certificate& certificate, ByteView exponent,
                                        std::optional<ByteView> remainder, ByteView alsoHashed,
                                        std::size_t longest, std::uint32_t today) {
    const Bytes hash = crypto::sha1(
        concat({certificate.hashed, remainder.value_or(ByteView{}), exponent, alsoHashed}));
    const bool sound = certificate.hashAlgorithm == kSha1 && certificate.keyAlgorithm == kRsa &&
                       std::ranges::equal(hash, certificate.hash) &&
                       isCurrent(certificate.expiry, today) &&
                       exponent.size() == certificate.exponentLength && knownExponent(exponent);
    if (!sound) return std::unexpected(OdaFault::Invalid);
    auto modulus = assembleModulus(certificate, remainder, longest);
    if (!modulus) return std::unexpected(modulus.error());
    if (modulus->front() == 0) return std::unexpected(OdaFault::Invalid);
    return crypto::RsaPublicKey{std::move(*modulus), Bytes(exponent.begin(), exponent.end())};
}

// Where a card keeps the parts of one of its keys.
struct KeyTags {
    tlv::Tag certificate, exponent, remainder;
};
constexpr KeyTags kSignatureKey{tag::kIccCertificate, tag::kIccExponent, tag::kIccRemainder};
constexpr KeyTags kPinKey{tag::kPinCertificate, tag::kPinExponent, tag::kPinRemainder};

OdaResult<crypto::RsaPublicKey> recoverCardKey(const crypto::RsaPublicKey& issuerKey,
                                               const DataStore& card, const KeyTags& tags,
                                               ByteView staticData, std::uint32_t today) {
    const auto signature = card.find(tags.certificate);
    const auto exponent = card.find(tags.exponent);
    if (!signature || !exponent) return std::unexpected(OdaFault::DataMissing);
    const auto recovered = recoverSigned(issuerKey, *signature, kIccLayout.format);
    if (!recovered) return std::unexpected(recovered.error());
    if (recovered->size() <= kIccLayout.overhead) return std::unexpected(OdaFault::Invalid);
    const Certificate certificate = dissect(*recovered, kIccLayout);
    if (!namesCard(certificate.subject, card)) return std::unexpected(OdaFault::Invalid);
    return takeKey(certificate, *exponent, card.find(tags.remainder), staticData,
                   issuerKey.modulus.size(), today);
}

}  // namespace

OdaResult<Bytes> recoverSigned(const crypto::RsaPublicKey& key, ByteView signature,
                               std::uint8_t format) {
    if (signature.size() != key.modulus.size() || signature.size() > kLongestKey)
        return std::unexpected(OdaFault::Invalid);
    auto recovered = crypto::rsaRecover(key, signature);
    if (!recovered || recovered->size() != signature.size() || recovered->size() < 3)
        return std::unexpected(OdaFault::Invalid);
    if ((*recovered)[0] != 0x6A || (*recovered)[1] != format || recovered->back() != 0xBC)
        return std::unexpected(OdaFault::Invalid);
    return std::move(*recovered);
}

OdaResult<CertifiedKey> recoverRsaIssuerKey(const crypto::RsaPublicKey& caKey,
                                            const DataStore& card, std::uint32_t today) {
    const auto signature = card.find(tag::kIssuerCertificate);
    const auto exponent = card.find(tag::kIssuerExponent);
    if (!signature || !exponent) return std::unexpected(OdaFault::DataMissing);
    const auto recovered = recoverSigned(caKey, *signature, kIssuerLayout.format);
    if (!recovered) return std::unexpected(recovered.error());
    if (recovered->size() <= kIssuerLayout.overhead) return std::unexpected(OdaFault::Invalid);
    const Certificate certificate = dissect(*recovered, kIssuerLayout);
    if (!namesIssuerOf(certificate.subject, card)) return std::unexpected(OdaFault::Invalid);
    auto key = takeKey(certificate, *exponent, card.find(tag::kIssuerRemainder), {},
                       caKey.modulus.size(), today);
    if (!key) return std::unexpected(key.error());
    return CertifiedKey{std::move(*key),
                        Bytes(certificate.serial.begin(), certificate.serial.end())};
}

OdaResult<crypto::RsaPublicKey> recoverRsaIccKey(const crypto::RsaPublicKey& issuerKey,
                                                 const DataStore& card, ByteView staticData,
                                                 std::uint32_t today) {
    return recoverCardKey(issuerKey, card, kSignatureKey, staticData, today);
}

OdaResult<crypto::RsaPublicKey> recoverRsaPinKey(const crypto::RsaPublicKey& issuerKey,
                                                 const DataStore& card, std::uint32_t today) {
    return recoverCardKey(issuerKey, card, kPinKey, {}, today);
}

}  // namespace tappay::emv
