#include "simulator/perso/issuer.h"

#include <algorithm>
#include <future>

#include "simulator/perso/certification.h"

namespace tappay::simulator {
namespace {

// Lengths as the largest that fit in one record each (EMV Book 2, annex B2.1 allows up to 1984).
constexpr std::size_t kAuthorityBits = 1408, kIssuerBits = 1152;
constexpr std::uint32_t kExponent = 3;
constexpr const char* kIssuerCertificateExpiry = "1235";

struct Scheme {
    const char *rid, *bank, *prefix;
};
constexpr Scheme kSchemes[] = {{"A000000333", "Test Bank", "622848"},
                               {"A000000003", "Test Bank V", "400000"},
                               {"A000000004", "Test Bank M", "520000"}};

Bytes masterKey(Random& random) {
    Bytes key(16);
    random.fill(key);
    return key;
}

MasterKeys masterKeys(Random& random) {
    return {masterKey(random), masterKey(random), masterKey(random)};
}

}  // namespace

const Issuer& Institutions::issuerOf(std::string_view aid) const {
    const auto found = std::ranges::find_if(
        issuers, [&](const Issuer& issuer) { return aid.starts_with(issuer.rid); });
    return found == issuers.end() ? issuers.front() : *found;
}

Result<crypto::RsaPrivateKey> makeRsaKey(std::size_t bits) {
    while (true) {
        TAPPAY_TRY(key, crypto::rsaGenerate(bits, kExponent));
        if (key.publicKey.modulus.size() == bits / 8 && key.publicKey.modulus[0] > 0x6A) return key;
    }
}

Result<Institutions> foundInstitutions(Random& random) {
    std::vector<std::future<Result<crypto::RsaPrivateKey>>> authorityKeys;
    for ([[maybe_unused]] const auto& scheme : kSchemes)
        authorityKeys.push_back(std::async(std::launch::async, makeRsaKey, kAuthorityBits));
    TAPPAY_TRY(made, makeRsaKey(kIssuerBits));
    const auto issuerKey = std::make_shared<const crypto::RsaPrivateKey>(std::move(made));
    Institutions result;
    TAPPAY_TRY(nationalAuthority, makeNationalKey(random));
    TAPPAY_TRY(nationalIssuer, makeNationalKey(random));
    result.nationalAuthority = std::move(nationalAuthority);
    const auto tdes = masterKeys(random), sm4 = masterKeys(random);
    for (std::size_t i = 0; i < std::size(kSchemes); ++i) {
        const auto& [rid, bank, prefix] = kSchemes[i];
        TAPPAY_TRY(authority, authorityKeys[i].get());
        TAPPAY_TRY(certificate, certifyIssuer(authority, issuerKey->publicKey, prefix,
                                              kIssuerCertificateExpiry));
        Issuer issuer{.name = bank,
                      .rid = rid,
                      .prefix = prefix,
                      .key = issuerKey,
                      .certificate = std::move(certificate.certificate),
                      .remainder = std::move(certificate.remainder),
                      .tdes = tdes,
                      .sm4 = sm4,
                      .nationalKey = nationalIssuer,
                      .nationalCertificate = {}};
        if (i == 0) {
            TAPPAY_TRY(national,
                       certifyNationalIssuer(result.nationalAuthority, nationalIssuer.point, prefix,
                                             kIssuerCertificateExpiry));
            issuer.nationalCertificate = std::move(national);
        }
        result.issuers.push_back(std::move(issuer));
        result.authorities.push_back({rid, std::move(authority)});
    }
    return result;
}

}  // namespace tappay::simulator
