#include "simulator/sandbox/certificate.h"

#include "crypto/certificate.h"

namespace tappay::simulator::sandbox {

namespace {

using crypto::EcPrivateKey;
using crypto::Purpose;

Result<Bytes> issueAuthority(const EcPrivateKey& key, const crypto::Validity& validity) {
    return crypto::issueRoot({.subject = {"Tap & Pay sandbox authority", ""},
                              .key = key.publicKey(),
                              .purpose = Purpose::Authority,
                              .validity = validity},
                             key);
}

}  // namespace

Result<LocalhostCertificate> makeLocalhostCertificate() {
    using std::chrono::days;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const crypto::Validity validity{now - days(1), now + days(30)};
    TAPPAY_TRY(authorityKey, EcPrivateKey::generate(crypto::Curve::P256));
    TAPPAY_TRY(key, EcPrivateKey::generate(crypto::Curve::P256));
    TAPPAY_TRY(authority, issueAuthority(authorityKey, validity));
    TAPPAY_TRY(server, crypto::issueCertificate({.subject = {"localhost", ""},
                                                 .key = key.publicKey(),
                                                 .purpose = Purpose::ServerAuthentication,
                                                 .validity = validity,
                                                 .hosts = {"localhost", "127.0.0.1"}},
                                                {authority, authorityKey}));
    TAPPAY_TRY(authorityPem, crypto::certificateToPem(authority));
    TAPPAY_TRY(serverPem, crypto::certificateToPem(server));
    TAPPAY_TRY(keyPem, key.toPem());
    return LocalhostCertificate{std::move(authorityPem), std::move(serverPem), std::move(keyPem)};
}

}  // namespace tappay::simulator::sandbox
