#include "simulator/sandbox/certificate.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tappay::simulator::sandbox {

namespace {

std::shared_ptr<X509> read(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> memory(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free_all);
    return {PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr), X509_free};
}

bool trusts(X509* authority, X509* certificate) {
    const std::shared_ptr<X509_STORE> store(X509_STORE_new(), X509_STORE_free);
    const std::shared_ptr<X509_STORE_CTX> context(X509_STORE_CTX_new(), X509_STORE_CTX_free);
    X509_STORE_add_cert(store.get(), authority);
    X509_STORE_CTX_init(context.get(), store.get(), certificate, nullptr);
    X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER);
    return X509_verify_cert(context.get()) == 1;
}

}  // namespace

TEST(LocalhostCertificate, IsGoodForThisMachineOnly) {
    const auto made = makeLocalhostCertificate();
    ASSERT_TRUE(made) << made.error().detail;
    const auto authority = read(made->authority), certificate = read(made->certificate);
    ASSERT_TRUE(authority && certificate);
    EXPECT_TRUE(trusts(authority.get(), certificate.get()));
    EXPECT_EQ(X509_check_host(certificate.get(), "localhost", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_host(certificate.get(), "example.com", 0, 0, nullptr), 0);
}

TEST(LocalhostCertificate, IsNotTrustedByAnotherSandbox) {
    const auto one = makeLocalhostCertificate(), other = makeLocalhostCertificate();
    ASSERT_TRUE(one && other);
    EXPECT_FALSE(trusts(read(one->authority).get(), read(other->certificate).get()));
}

}  // namespace tappay::simulator::sandbox
