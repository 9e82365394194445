#include "backend/enrolment/certificate_issuer.h"

#include "crypto/hash.h"
#include "crypto/jose.h"
#include "crypto/tpm2/public_area.h"

namespace tappay::backend {

namespace {

using crypto::Purpose;

// A terminal's clock may be a little behind ours.
constexpr std::chrono::minutes kBackdated{5};
// A chip maker's root, two authorities below it, and the default certificate.
constexpr std::size_t kLongestDefault = 4;

std::chrono::sys_seconds secondsOf(const Clock& clock) {
    return std::chrono::floor<std::chrono::seconds>(clock.now());
}

}  // namespace

crypto::ChainRules CertificateIssuer::rules(Purpose purpose,
                                            const crypto::CertifiedKey& key) const {
    return {.purpose = purpose,
            .at = secondsOf(m_clock),
            .longest = m_config.issuerCertificates.size() + 1,
            .key = key};
}

Result<void> CertificateIssuer::checkOwn(const crypto::EcPublicKey& answerKey) const {
    const auto root = std::span(m_config.issuerCertificates).last(1);
    const auto check = [&](const std::vector<Bytes>& chain, const crypto::EcPublicKey& key,
                           const char* setting) -> Result<void> {
        const auto good =
            crypto::verifyChain(chain, root, rules(Purpose::ServerAuthentication, key));
        if (!good)
            return fail(FailureCode::NotConfigured,
                        std::string(setting) + ": " + good.error().detail);
        return {};
    };
    TAPPAY_CHECK(check(m_config.answerCertificates, answerKey, "answerCertificates"));
    TAPPAY_CHECK(check(m_config.distributorCertificates, m_config.distributorKey.publicKey(),
                       "distributorCertificates"));
    const auto issuer = crypto::parseCertificate(m_config.issuerCertificates.front());
    if (!issuer || issuer->key != crypto::CertifiedKey(m_config.issuerKey.publicKey()))
        return fail(FailureCode::NotConfigured, "issuerCertificates: of another key");
    return {};
}

Result<CertificateIssuer::Issued> CertificateIssuer::issue(
    const std::string& terminalId, const std::string& transactionId,
    const crypto::EcPublicKey& identity) const {
    const auto now = secondsOf(m_clock);
    const crypto::Validity validity{now - kBackdated, now + m_config.certificateLife};
    const auto& issuers = m_config.issuerCertificates;
    TAPPAY_TRY(certificate, crypto::issueCertificate({.subject = {terminalId, transactionId},
                                                      .key = identity,
                                                      .purpose = Purpose::ClientAuthentication,
                                                      .validity = validity},
                                                     {issuers.front(), m_config.issuerKey}));
    Issued issued{{},
                  crypto::base64Url(crypto::sha256(certificate)),
                  std::chrono::milliseconds(validity.notAfter.time_since_epoch()).count()};
    issued.certificates.push_back(std::move(certificate));
    issued.certificates.insert(issued.certificates.end(), issuers.begin(), issuers.end() - 1);
    return issued;
}

Result<void> CertificateIssuer::verify(std::span<const Bytes> chain,
                                       const EnrolledTerminal& terminal) const {
    TAPPAY_TRY(identity,
               crypto::tpm2::parsePublicArea(crypto::tpm2::Role::Identity, terminal.identity));
    TAPPAY_TRY(leaf, crypto::verifyChain(chain, std::span(m_config.issuerCertificates).last(1),
                                         rules(Purpose::ClientAuthentication, identity.key)));
    const crypto::DistinguishedName subject{terminal.terminalId, terminal.transactionId};
    if (leaf.subject != subject || chain.front() != terminal.certificate)
        return fail(FailureCode::CryptoFailed, "another transaction certificate");
    return {};
}

Result<void> CertificateIssuer::verifyDefault(std::span<const Bytes> chain,
                                              const crypto::CertifiedKey& key) const {
    auto chainRules = rules(Purpose::EndorsementKey, key);
    chainRules.longest = kLongestDefault;
    if (const auto good = crypto::verifyChain(chain, m_config.makers, chainRules); !good)
        return fail(FailureCode::ChipNotTrusted, good.error().detail);
    return {};
}

}  // namespace tappay::backend
