#include "crypto/certificate.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "chip_samples.h"

namespace tappay::crypto {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using namespace std::chrono_literals;

using Ders = std::vector<Bytes>;

constexpr sys_seconds kNow = sys_days(2026y / 11 / 22);
constexpr Validity kYear{kNow - days(1), kNow + days(365)};

struct Authority {
    EcPrivateKey key = EcPrivateKey::generate(Curve::P256).value();
    Bytes certificate;
};

Authority root(int pathLength = 0, Validity validity = kYear) {
    Authority made;
    made.certificate = issueRoot({.subject = {"Root", ""},
                                  .key = made.key.publicKey(),
                                  .purpose = Purpose::Authority,
                                  .validity = validity,
                                  .pathLength = pathLength},
                                 made.key)
                           .value();
    return made;
}

Authority below(const Authority& issuer, int pathLength, Validity validity = kYear) {
    Authority made;
    const auto name = "Below " + parseCertificate(issuer.certificate)->subject.commonName;
    made.certificate = issueCertificate({.subject = {name, ""},
                                         .key = made.key.publicKey(),
                                         .purpose = Purpose::Authority,
                                         .validity = validity,
                                         .pathLength = pathLength},
                                        {issuer.certificate, issuer.key})
                           .value();
    return made;
}

class CertificateTest : public ::testing::Test {
protected:
    CertificateContents terminal() const {
        return {.subject = {"10000001", "0190F3C2A7B4"},
                .key = key.publicKey(),
                .purpose = Purpose::ClientAuthentication,
                .validity = kYear};
    }
    CertificateContents chip() const {
        return {.key = key.publicKey(),
                .purpose = Purpose::EndorsementKey,
                .validity = kYear,
                .chip = ChipModel{"id:54415050", "Tap & Pay", "id:00010000"}};
    }
    Bytes issued(const CertificateContents& contents) const {
        return issueCertificate(contents, {authority.certificate, authority.key}).value();
    }
    // Why the chain is refused; empty when it is taken.
    std::string refusal(const std::vector<Bytes>& chain, ChainRules rules = {}) const {
        if (rules.at == sys_seconds{}) rules.at = kNow;
        const auto verified = verifyChain(chain, Ders{authority.certificate}, rules);
        if (verified) return {};
        EXPECT_EQ(verified.error().code, FailureCode::CryptoFailed);
        return verified.error().detail;
    }

    Authority authority = root(1);
    EcPrivateKey key = EcPrivateKey::generate(Curve::P256).value();
};

bool says(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

TEST_F(CertificateTest, ATransactionCertificateIsWhatWasIssued) {
    const Bytes leaf = issued(terminal());
    const auto verified =
        verifyChain(Ders{leaf}, Ders{authority.certificate}, {.at = kNow, .key = key.publicKey()});
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->subject, (DistinguishedName{"10000001", "0190F3C2A7B4"}));
    EXPECT_EQ(verified->issuer, (DistinguishedName{"Root", ""}));
    EXPECT_EQ(verified->key, CertifiedKey(key.publicKey()));
    EXPECT_EQ(verified->serial.size(), 16U);
    EXPECT_EQ(verified->validity.notBefore, kYear.notBefore);
    EXPECT_EQ(verified->validity.notAfter, kYear.notAfter);
    EXPECT_FALSE(verified->chip);
    EXPECT_NE(parseCertificate(issued(terminal()))->serial, verified->serial);
}

TEST_F(CertificateTest, AnEndorsementKeysCertificateTellsItsChip) {
    const Bytes leaf = issued(chip());
    EXPECT_EQ(refusal({leaf}, {.purpose = Purpose::EndorsementKey}), "");
    EXPECT_EQ(parseCertificate(leaf)->chip, chip().chip);
    auto contents = chip();
    contents.key = rsaGenerate(2048, 65537)->publicKey;
    EXPECT_EQ(
        refusal({issued(contents)}, {.purpose = Purpose::EndorsementKey, .key = contents.key}), "");
    contents.chip.reset();
    EXPECT_FALSE(issueCertificate(contents, {authority.certificate, authority.key}));
}

// Whoever renews an authority, and makers without imagination: a name says nothing of a key.
TEST_F(CertificateTest, OfAuthoritiesWithOneNameTheSignatureTells) {
    const Authority namesake = root(1), between = below(authority, 0), other = below(namesake, 0);
    const Ders authorities{namesake.certificate, authority.certificate};
    const auto backwards = Ders{authorities.rbegin(), authorities.rend()};
    const Bytes direct = issued(terminal());
    const Bytes leaf = issueCertificate(terminal(), {between.certificate, between.key}).value();
    for (const auto& trusted : {authorities, backwards}) {
        const auto verified = verifyChain(Ders{direct}, trusted, {.at = kNow});
        EXPECT_TRUE(verified) << verified.error().detail;
        const ChainRules rules{.at = kNow, .longest = 4};
        EXPECT_TRUE(verifyChain(Ders{leaf, between.certificate}, trusted, rules));
        EXPECT_TRUE(
            verifyChain(Ders{leaf, other.certificate, between.certificate}, trusted, rules));
        EXPECT_TRUE(
            verifyChain(Ders{leaf, between.certificate, other.certificate}, trusted, rules));
        EXPECT_FALSE(verifyChain(Ders{leaf, other.certificate}, trusted, rules));
    }
    EXPECT_NE(refusal({issueCertificate(terminal(), {namesake.certificate, namesake.key}).value()}),
              "");
}

std::vector<Bytes> chainFile(const char* name) {
    std::ifstream file(std::filesystem::path(TAPPAY_TEST_DATA) / name);
    return certificatesFromPem(std::string{std::istreambuf_iterator<char>(file), {}}).value();
}

// Leaf, issuer and root that swtpm_localca of swtpm 0.7.1 has made.
TEST(ForeignCertificate, AChipMakersChainIsBelieved) {
    const auto all = chainFile("swtpm_ek_chain.pem");
    ASSERT_EQ(all.size(), 3U);
    ChainRules rules{.purpose = Purpose::EndorsementKey, .at = kNow + days(1), .longest = 3};
    const auto verified = verifyChain(std::span(all).first(2), std::span(all).last(1), rules);
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->chip->manufacturer, "id:00001014");
    EXPECT_EQ(std::get<RsaPublicKey>(verified->key).modulus.size(), 256U);
    rules.longest = 2;
    EXPECT_FALSE(verifyChain(std::span(all).first(2), std::span(all).last(1), rules));
    EXPECT_FALSE(verifyChain(std::span(all).first(1), std::span(all).last(1),
                             {.purpose = Purpose::EndorsementKey, .at = rules.at, .longest = 3}));
}

// A chain made with the openssl program, with an issuer of 1024 bits; `openssl verify` takes it.
TEST(ForeignCertificate, AShortIssuersKeyIsRefused) {
    const auto all = chainFile("short_rsa_chain.pem");
    ASSERT_EQ(all.size(), 3U);
    const auto refused = verifyChain(std::span(all).first(2), std::span(all).last(1),
                                     {.at = kNow + days(1), .longest = 3});
    ASSERT_FALSE(refused);
    EXPECT_TRUE(says(refused.error().detail, "key too weak")) << refused.error().detail;
}

TEST_F(CertificateTest, AShortKeyIsRefused) {
    auto contents = terminal();
    contents.key = rsaGenerate(1024, 65537)->publicKey;
    EXPECT_TRUE(says(refusal({issued(contents)}), "key too weak"));
    contents.key = rsaGenerate(2048, 65537)->publicKey;
    EXPECT_EQ(refusal({issued(contents)}), "");
}

TEST_F(CertificateTest, ASelfSignedOneIsRefused) {
    // Also when it is itself among the trusted ones, and when it only bears its issuer's name.
    EXPECT_TRUE(says(refusal({authority.certificate}), "self-signed"));
    Authority other = root();
    EXPECT_TRUE(says(refusal({other.certificate}), "self-signed"));
    auto contents = terminal();
    contents.subject = {"Root", ""};
    EXPECT_TRUE(says(refusal({issued(contents)}), "self-signed"));
}

TEST_F(CertificateTest, AnAuthorityIsNoTerminal) {
    EXPECT_TRUE(says(refusal({below(authority, 0).certificate}), "authority"));
}

TEST_F(CertificateTest, OnlyItsOwnTimeCounts) {
    const Bytes leaf = issued(terminal());
    const auto at = [&](sys_seconds when) { return refusal({leaf}, {.at = when}); };
    EXPECT_EQ(at(kYear.notBefore), "");
    EXPECT_TRUE(says(at(kYear.notBefore - 1s), "not yet valid"));
    EXPECT_EQ(at(kYear.notAfter - 1s), "");
    EXPECT_TRUE(says(at(kYear.notAfter + 1s), "expired"));
}

TEST_F(CertificateTest, AnAuthoritysTimeCountsAsWell) {
    authority = root(1, {kNow - days(2), kNow - days(1)});
    EXPECT_TRUE(says(refusal({issued(terminal())}), "expired"));
    authority = root(1);
    const auto between = below(authority, 0, {kNow + days(1), kNow + days(2)});
    const Bytes leaf = issueCertificate(terminal(), {between.certificate, between.key}).value();
    EXPECT_TRUE(says(refusal({leaf, between.certificate}, {.longest = 3}), "not yet valid"));
}

TEST_F(CertificateTest, AnotherPurposeIsRefused) {
    EXPECT_TRUE(says(refusal({issued(terminal())}, {.purpose = Purpose::EndorsementKey}),
                     "another purpose"));
    EXPECT_TRUE(says(refusal({issued(chip())}), "another purpose"));
    EXPECT_TRUE(says(refusal({issued(chip())}, {.purpose = Purpose::ServerAuthentication}),
                     "another purpose"));
    EXPECT_TRUE(
        says(refusal({issued(terminal())}, {.purpose = Purpose::Authority}), "another purpose"));
}

TEST_F(CertificateTest, AChainMayNotBeTooLong) {
    const auto between = below(authority, 0);
    const Bytes leaf = issueCertificate(terminal(), {between.certificate, between.key}).value();
    const Ders chain{leaf, between.certificate};
    EXPECT_EQ(refusal(chain, {.longest = 3}), "");
    EXPECT_TRUE(says(refusal(chain, {.longest = 2}), "too long"));
    EXPECT_FALSE(refusal({leaf}, {.longest = 3}).empty());  // the one between is missing
    EXPECT_FALSE(refusal({}).empty());
    // By what the authority itself has said.
    const auto further = below(between, 0);
    const Bytes far = issueCertificate(terminal(), {further.certificate, further.key}).value();
    EXPECT_TRUE(says(refusal({far, further.certificate, between.certificate}, {.longest = 4}),
                     "path length"));
}

TEST_F(CertificateTest, ATerminalIssuesNothing) {
    const Bytes terminals = issued(terminal());
    auto contents = terminal();
    contents.subject.commonName = "10000002";
    const Bytes leaf = issueCertificate(contents, {terminals, key}).value();
    EXPECT_FALSE(refusal({leaf, terminals}, {.longest = 3}).empty());
}

TEST_F(CertificateTest, AnotherIssuerIsRefused) {
    const Authority other = root(1);  // of the same name
    const Bytes leaf = issueCertificate(terminal(), {other.certificate, other.key}).value();
    EXPECT_FALSE(refusal({leaf}).empty());
    EXPECT_FALSE(verifyChain(Ders{leaf}, {}, {.at = kNow}));
    // The right name, and a key that is not the certificate's.
    EXPECT_FALSE(issueCertificate(terminal(), {authority.certificate, other.key}));
}

TEST_F(CertificateTest, AnotherTerminalsKeyIsRefused) {
    const auto other = EcPrivateKey::generate(Curve::P256).value();
    EXPECT_TRUE(says(refusal({issued(terminal())}, {.key = other.publicKey()}), "another key"));
}

TEST_F(CertificateTest, EveryTurnedBitIsRefused) {
    const Bytes leaf = issued(terminal());
    expectNothingElseTaken(leaf, [&](const Bytes& der) { return !refusal({der}).empty(); });
}

TEST_F(CertificateTest, PemHoldsSeveral) {
    const Bytes leaf = issued(terminal());
    const std::string text =
        certificateToPem(leaf).value() + certificateToPem(authority.certificate).value();
    EXPECT_EQ(*certificatesFromPem(text), (Ders{leaf, authority.certificate}));
    EXPECT_FALSE(certificatesFromPem(""));
    EXPECT_FALSE(certificatesFromPem("nothing"));
    EXPECT_FALSE(certificatesFromPem(text.substr(0, text.size() - 40)));
    EXPECT_FALSE(certificateToPem(Bytes(3)));
}

}  // namespace
}  // namespace tappay::crypto
