#include "emv/rsa_certificates.h"

#include <algorithm>

#include "base/secret.h"
#include "crypto/hash.h"
#include "emv/numeric.h"
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
    ByteView subject, expiry, keyPart, hash, hashed;
    std::uint8_t hashAlgorithm = 0, keyAlgorithm = 0, keyLength = 0, exponentLength = 0;
};

// `recovered` is longer than the layout's overhead.
Certificate dissect(ByteView recovered, const Layout& layout) {
    const ByteView body = recovered.subspan(2);
    const std::size_t afterSubject = layout.subject;
    Certificate certificate;
    certificate.subject = body.first(layout.subject);
    certificate.expiry = body.subspan(afterSubject, 2);
    // a serial number of 3 octets lies between
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
    const auto month = parseMonth(certificate.expiry);
    const bool sound = certificate.hashAlgorithm == kSha1 && certificate.keyAlgorithm == kRsa &&
                       std::ranges::equal(hash, certificate.hash) && month &&
                       *month >= today / 100 && exponent.size() == certificate.exponentLength &&
                       knownExponent(exponent);
    if (!sound) return std::unexpected(OdaFault::Invalid);
    auto modulus = assembleModulus(certificate, remainder, longest);
    if (!modulus) return std::unexpected(modulus.error());
    if (modulus->front() == 0) return std::unexpected(OdaFault::Invalid);
    return crypto::RsaPublicKey{std::move(*modulus), Bytes(exponent.begin(), exponent.end())};
}

std::string cardNumber(const DataStore& card) {
    return digitsOf(card.get(tag::kPan)).value_or(std::string());
}

// Leftmost three to eight digits of the PAN (Book 2, 5.3 step 8).
bool namesIssuerOf(ByteView identifier, const DataStore& card) {
    const auto prefix = digitsOf(identifier);
    std::string pan = cardNumber(card);
    const bool matches = prefix && prefix->size() >= 3 && pan.starts_with(*prefix);
    wipe(pan);
    return matches;
}

bool namesCard(ByteView certifiedPan, const DataStore& card) {
    auto certified = digitsOf(certifiedPan);
    std::string pan = cardNumber(card);
    const bool matches = certified && !pan.empty() && *certified == pan;
    if (certified) wipe(*certified);
    wipe(pan);
    return matches;
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

OdaResult<crypto::RsaPublicKey> recoverIssuerKey(const crypto::RsaPublicKey& caKey,
                                                 const DataStore& card, std::uint32_t today) {
    const auto signature = card.find(tag::kIssuerCertificate);
    const auto exponent = card.find(tag::kIssuerExponent);
    if (!signature || !exponent) return std::unexpected(OdaFault::DataMissing);
    const auto recovered = recoverSigned(caKey, *signature, kIssuerLayout.format);
    if (!recovered) return std::unexpected(recovered.error());
    if (recovered->size() <= kIssuerLayout.overhead) return std::unexpected(OdaFault::Invalid);
    const Certificate certificate = dissect(*recovered, kIssuerLayout);
    if (!namesIssuerOf(certificate.subject, card)) return std::unexpected(OdaFault::Invalid);
    return takeKey(certificate, *exponent, card.find(tag::kIssuerRemainder), {},
                   caKey.modulus.size(), today);
}

OdaResult<crypto::RsaPublicKey> recoverIccKey(const crypto::RsaPublicKey& issuerKey,
                                              const DataStore& card, ByteView staticData,
                                              std::uint32_t today) {
    const auto signature = card.find(tag::kIccCertificate);
    const auto exponent = card.find(tag::kIccExponent);
    if (!signature || !exponent) return std::unexpected(OdaFault::DataMissing);
    const auto recovered = recoverSigned(issuerKey, *signature, kIccLayout.format);
    if (!recovered) return std::unexpected(recovered.error());
    if (recovered->size() <= kIccLayout.overhead) return std::unexpected(OdaFault::Invalid);
    const Certificate certificate = dissect(*recovered, kIccLayout);
    if (!namesCard(certificate.subject, card)) return std::unexpected(OdaFault::Invalid);
    return takeKey(certificate, *exponent, card.find(tag::kIccRemainder), staticData,
                   issuerKey.modulus.size(), today);
}

}  // namespace tappay::emv
