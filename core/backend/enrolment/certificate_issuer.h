#pragma once

#include "backend/enrolment_config.h"
#include "backend/terminals/register.h"
#include "base/clock.h"
#include "crypto/certificate.h"

namespace tappay::backend {

// The issuing authority: makes transaction certificates and knows them again.
class CertificateIssuer {
public:
    CertificateIssuer(const EnrolmentConfig& config, const Clock& clock)
        : m_config(config), m_clock(clock) {}

    // NotConfigured when the back end's own certificates don't lead to the authority that the
    // terminals know, or don't belong to its keys.
    Result<void> checkOwn(const crypto::EcPublicKey& answerKey) const;

    struct Issued {
        std::vector<Bytes> certificates;  // the transaction certificate, then those above it
        std::string keyId;                // SHA-256 of the certificate, base64url
        std::int64_t expires = 0;         // Unix milliseconds
    };
    Result<Issued> issue(const std::string& terminalId, const std::string& transactionId,
                         const crypto::EcPublicKey& identity) const;

    // That this is the transaction certificate of the terminal. CryptoFailed with the defect.
    Result<void> verify(std::span<const Bytes> chain, const EnrolledTerminal& terminal) const;
    // That the chip's default key has a certificate by an accepted maker. ChipNotTrusted.
    Result<void> verifyDefault(std::span<const Bytes> chain, const crypto::CertifiedKey& key) const;

private:
    [[nodiscard]] crypto::ChainRules rules(crypto::Purpose purpose,
                                           const crypto::CertifiedKey& key) const;

    const EnrolmentConfig& m_config;
    const Clock& m_clock;
};

}  // namespace tappay::backend
