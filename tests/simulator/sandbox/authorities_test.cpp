#include "simulator/sandbox/authorities.h"

#include <gtest/gtest.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tappay::simulator::sandbox {

namespace {

using crypto::Purpose;

Authorities found() {
    return foundAuthorities().value();
}

std::shared_ptr<X509> read(const Bytes& der) {
    const unsigned char* at = der.data();
    return {d2i_X509(nullptr, &at, static_cast<long>(der.size())), X509_free};
}

// Whether `chain` leads to `root` and is there for `purpose`.
Result<crypto::Certificate> verify(std::vector<Bytes> chain, const Certified& root,
                                   Purpose purpose) {
    const std::vector<Bytes> authorities{root.certificate};
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return crypto::verifyChain(chain, authorities, {.purpose = purpose, .at = now, .longest = 3});
}

}  // namespace

TEST(SandboxAuthorities, ServerIsGoodForThisMachineOnly) {
    const auto made = found();
    EXPECT_TRUE(verify({made.server.certificate}, made.root, Purpose::ServerAuthentication));
    const auto server = read(made.server.certificate);
    EXPECT_EQ(X509_check_host(server.get(), "localhost", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(server.get(), "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_host(server.get(), "example.com", 0, 0, nullptr), 0);
}

TEST(SandboxAuthorities, WhoAnswersOrDistributesIsNoServer) {
    const auto made = found();
    for (const Certified* who : {&made.answers, &made.distributor}) {
        EXPECT_TRUE(verify({who->certificate, made.issuer.certificate}, made.root,
                           Purpose::ServerAuthentication));
        const auto certificate = read(who->certificate);
        EXPECT_EQ(X509_check_host(certificate.get(), "localhost", 0, 0, nullptr), 0);
    }
}

TEST(SandboxAuthorities, AnotherSandboxBelievesNothingOfThem) {
    const auto made = found(), other = found();
    EXPECT_FALSE(verify({made.server.certificate}, other.root, Purpose::ServerAuthentication));
    EXPECT_FALSE(verify({made.answers.certificate, made.issuer.certificate}, other.root,
                        Purpose::ServerAuthentication));
}

TEST(SandboxAuthorities, BackEndAndMakerOfChipsAreApart) {
    const auto made = found();
    EXPECT_FALSE(verify({made.server.certificate}, made.maker, Purpose::ServerAuthentication));
    EXPECT_NE(made.root.key.publicKey(), made.maker.key.publicKey());
}

}  // namespace tappay::simulator::sandbox
