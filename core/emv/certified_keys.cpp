#include "emv/certified_keys.h"

#include "base/secret.h"
#include "emv/numeric.h"
#include "emv/rsa_certificates.h"
#include "emv/sm2_certificates.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

std::string cardNumber(const DataStore& card) {
    const auto pan = card.find(tag::kPan);
    return pan ? digitsOf(*pan).value_or(std::string()) : std::string();
}

}  // namespace

OdaResult<CertifiedKey> recoverIssuerKey(const PublicKey& caKey, const DataStore& card,
                                         std::uint32_t today) {
    if (const auto* sm2 = std::get_if<Sm2PublicKey>(&caKey))
        return recoverSm2IssuerKey(*sm2, card, today);
    return recoverRsaIssuerKey(std::get<crypto::RsaPublicKey>(caKey), card, today);
}

OdaResult<PublicKey> recoverIccKey(const PublicKey& issuerKey, const DataStore& card,
                                   ByteView staticData, std::uint32_t today) {
    if (const auto* sm2 = std::get_if<Sm2PublicKey>(&issuerKey))
        return recoverSm2IccKey(*sm2, card, staticData, today);
    return recoverRsaIccKey(std::get<crypto::RsaPublicKey>(issuerKey), card, staticData, today);
}

OdaResult<PublicKey> recoverPinKey(const PublicKey& issuerKey, const DataStore& card,
                                   std::uint32_t today) {
    if (isSm2(issuerKey)) return std::unexpected(OdaFault::Invalid);
    return recoverRsaPinKey(std::get<crypto::RsaPublicKey>(issuerKey), card, today);
}

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

bool isCurrent(ByteView expiry, std::uint32_t today) {
    const auto month = parseMonth(expiry);
    return month && *month >= today / 100;
}

}  // namespace tappay::emv
