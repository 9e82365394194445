#include "simulator/sandbox/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tappay::simulator::sandbox {

namespace {

template <auto release>
struct Release {
    template <typename T>
    void operator()(T* pointer) const {
        release(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Release<BIO_free_all>>;

constexpr long kDay = 24L * 60 * 60;

std::unexpected<Failure> failed() {
    return fail(FailureCode::CryptoFailed, "certificate");
}

struct Request {
    const char* name;
    EVP_PKEY* key;
    X509* issuer;  // nullptr: itself
    EVP_PKEY* issuerKey;
    std::initializer_list<std::pair<int, const char*>> extensions;
};

Certificate make(const Request& request) {
    Certificate made(X509_new());
    X509* x = made.get();
    std::uint64_t serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    bool good = X509_set_version(x, X509_VERSION_3) == 1 &&
                ASN1_INTEGER_set_uint64(X509_get_serialNumber(x), serial >> 1) == 1 &&
                X509_gmtime_adj(X509_getm_notBefore(x), -kDay) != nullptr &&
                X509_gmtime_adj(X509_getm_notAfter(x), 30 * kDay) != nullptr &&
                X509_set_pubkey(x, request.key) == 1;
    X509_NAME* name = X509_get_subject_name(x);
    good = good && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                              reinterpret_cast<const unsigned char*>(request.name),
                                              -1, -1, 0) == 1;
    X509* issuer = request.issuer != nullptr ? request.issuer : x;
    good = good && X509_set_issuer_name(x, X509_get_subject_name(issuer)) == 1;
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, x, nullptr, nullptr, 0);
    for (const auto& [id, value] : request.extensions) {
        const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
        good = good && extension && X509_add_ext(x, extension.get(), -1) == 1;
    }
    good = good && X509_sign(x, request.issuerKey, EVP_sha256()) != 0;
    return good ? std::move(made) : nullptr;
}

std::string pemOf(X509* certificate) {
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), certificate);
    char* data = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(length)};
}

SecretBytes pemOf(EVP_PKEY* key) {
    const Memory memory(BIO_new(BIO_s_secmem()));
    PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    char* data = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &data);
    return SecretBytes(
        ByteView(reinterpret_cast<const std::uint8_t*>(data), static_cast<std::size_t>(length)));
}

}  // namespace

Result<LocalhostCertificate> makeLocalhostCertificate() {
    const Key authorityKey(EVP_EC_gen("P-256")), key(EVP_EC_gen("P-256"));
    if (!authorityKey || !key) return failed();
    const Certificate authority = make({.name = "Tap & Pay sandbox authority",
                                        .key = authorityKey.get(),
                                        .issuer = nullptr,
                                        .issuerKey = authorityKey.get(),
                                        .extensions = {{NID_basic_constraints, "critical,CA:TRUE"},
                                                       {NID_key_usage, "critical,keyCertSign"},
                                                       {NID_subject_key_identifier, "hash"}}});
    if (!authority) return failed();
    const Certificate server =
        make({.name = "localhost",
              .key = key.get(),
              .issuer = authority.get(),
              .issuerKey = authorityKey.get(),
              .extensions = {{NID_basic_constraints, "critical,CA:FALSE"},
                             {NID_key_usage, "critical,digitalSignature"},
                             {NID_ext_key_usage, "serverAuth"},
                             {NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1"},
                             {NID_authority_key_identifier, "keyid"}}});
    if (!server) return failed();
    return LocalhostCertificate{pemOf(authority.get()), pemOf(server.get()), pemOf(key.get())};
}

}  // namespace tappay::simulator::sandbox
