#include "backend/support/certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tappay::test {

namespace {

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;

template <typename Write>
std::string pem(Write write) {
    const std::unique_ptr<BIO, Freed<BIO_free_all>> bio(BIO_new(BIO_s_mem()));
    write(bio.get());
    char* text = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

void extend(X509* certificate, X509* issuer, int extension, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> made(
        X509V3_EXT_conf_nid(nullptr, &context, extension, value.c_str()));
    X509_add_ext(certificate, made.get(), -1);
}

Certificate make(const std::string& name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuerKey) {
    Certificate made(X509_new());
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), issuer == nullptr ? 1 : 2);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 24 * 3600);
    X509_set_pubkey(made.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509* by = issuer == nullptr ? made.get() : issuer;
    X509_set_issuer_name(made.get(), X509_get_subject_name(by));
    if (issuer == nullptr) {
        extend(made.get(), by, NID_basic_constraints, "critical,CA:TRUE");
        extend(made.get(), by, NID_key_usage, "critical,keyCertSign");
    } else {
        extend(made.get(), by, NID_subject_alt_name, "DNS:" + name);
        extend(made.get(), by, NID_ext_key_usage, "serverAuth");
    }
    X509_sign(made.get(), issuerKey, EVP_sha256());
    return made;
}

std::string certificatePem(X509* certificate) {
    return pem([&](BIO* bio) { PEM_write_bio_X509(bio, certificate); });
}

}  // namespace

Certificates makeCertificates(const std::string& host) {
    const Key authorityKey(EVP_EC_gen("P-256")), key(EVP_EC_gen("P-256"));
    const auto authority = make("Test Authority", authorityKey.get(), nullptr, authorityKey.get());
    const auto server = make(host, key.get(), authority.get(), authorityKey.get());
    return {certificatePem(authority.get()), certificatePem(server.get()), pem([&](BIO* bio) {
                PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            })};
}

}  // namespace tappay::test
