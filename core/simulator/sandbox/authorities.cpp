#include "simulator/sandbox/authorities.h"

namespace tappay::simulator::sandbox {

namespace {

using crypto::EcPrivateKey;
using crypto::Purpose;
using std::chrono::days;

constexpr days kBefore{1}, kAfter{3650};

// What is certified, without its key.
struct Role {
    const char* name;
    Purpose purpose;
    int pathLength = 0;
    std::vector<std::string> hosts = {};
};

Result<Certified> certify(const Role& role, const crypto::Validity& validity,
                          const Certified* issuer = nullptr) {
    TAPPAY_TRY(key, EcPrivateKey::generate(crypto::Curve::P256));
    const crypto::CertificateContents contents{.subject = {role.name, ""},
                                               .key = key.publicKey(),
                                               .purpose = role.purpose,
                                               .validity = validity,
                                               .pathLength = role.pathLength,
                                               .hosts = role.hosts};
    TAPPAY_TRY(certificate, issuer == nullptr ? crypto::issueRoot(contents, key)
                                              : crypto::issueCertificate(
                                                    contents, {issuer->certificate, issuer->key}));
    return Certified{std::move(key), std::move(certificate)};
}

}  // namespace

Result<Authorities> foundAuthorities() {
    using enum Purpose;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const crypto::Validity validity{now - kBefore, now + kAfter};
    TAPPAY_TRY(root, certify({"Tap & Pay sandbox authority", Authority, 1}, validity));
    TAPPAY_TRY(server, certify({"localhost", ServerAuthentication, 0, {"localhost", "127.0.0.1"}},
                               validity, &root));
    TAPPAY_TRY(shop, certify({"Demo shop", ServerAuthentication, 0, {"localhost", "127.0.0.1"}},
                             validity, &root));
    TAPPAY_TRY(issuer, certify({"Tap & Pay sandbox issuer", Authority, 0}, validity, &root));
    // Hosts that no name server knows (RFC 2606): these two serve no TLS.
    TAPPAY_TRY(answers,
               certify({"Tap & Pay sandbox answers", ServerAuthentication, 0, {"answers.invalid"}},
                       validity, &issuer));
    TAPPAY_TRY(
        distributor,
        certify({"Tap & Pay sandbox distributor", ServerAuthentication, 0, {"distributor.invalid"}},
                validity, &issuer));
    TAPPAY_TRY(maker, certify({"Sandbox chip maker", Authority, 1}, validity));
    TAPPAY_TRY(line, certify({"Sandbox chip line", Authority, 0}, validity, &maker));
    return Authorities{
        validity,          std::move(root),    std::move(server),      std::move(shop),
        std::move(issuer), std::move(answers), std::move(distributor), std::move(maker),
        std::move(line)};
}

Result<std::string> pemOf(std::initializer_list<ByteView> certificates) {
    std::string text;
    for (const ByteView certificate : certificates) {
        TAPPAY_TRY(pem, crypto::certificateToPem(certificate));
        text += pem;
    }
    return text;
}

}  // namespace tappay::simulator::sandbox
