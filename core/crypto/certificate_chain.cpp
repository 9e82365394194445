#include <algorithm>

#include "crypto/certificate.h"
#include "crypto/x509.h"

namespace tappay::crypto {

namespace {

using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;
using KeyUsages = std::unique_ptr<EXTENDED_KEY_USAGE, Freed<EXTENDED_KEY_USAGE_free>>;

struct StackFree {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Stack = std::unique_ptr<STACK_OF(X509), StackFree>;

// 112 bits: RSA from 2048, EC from 224, no SHA-1.
constexpr int kSecurityLevel = 2;

bool hasPurpose(const X509* leaf, Purpose purpose) {
    const ObjectName wanted = extendedUsageOf(purpose);
    const KeyUsages usages(static_cast<EXTENDED_KEY_USAGE*>(
        X509_get_ext_d2i(leaf, NID_ext_key_usage, nullptr, nullptr)));
    for (int i = 0; wanted && i < sk_ASN1_OBJECT_num(usages.get()); ++i)
        if (OBJ_cmp(sk_ASN1_OBJECT_value(usages.get(), i), wanted.get()) == 0) return true;
    return false;
}

Result<void> checkLeaf(X509* leaf, Purpose purpose) {
    if (X509_NAME_cmp(X509_get_subject_name(leaf), X509_get_issuer_name(leaf)) == 0)
        return cryptoFailed("certificate is self-signed");
    if (X509_check_ca(leaf) != 0) return cryptoFailed("certificate is an authority's");
    if (!hasPurpose(leaf, purpose)) return cryptoFailed("certificate is for another purpose");
    return {};
}

Result<std::vector<X509Certificate>> readAll(std::span<const Bytes> ders) {
    std::vector<X509Certificate> all;
    for (const Bytes& der : ders) {
        auto certificate = x509FromDer(der);
        if (!certificate) return cryptoFailed("certificate can't be read");
        all.push_back(std::move(*certificate));
    }
    return all;
}

// OpenSSL's path validation (RFC 5280, 6.1), at the given time instead of now.
Result<void> validate(X509_STORE* store, X509* leaf, STACK_OF(X509) * between,
                      const ChainRules& rules) {
    const StoreContext context(X509_STORE_CTX_new());
    if (!context || X509_STORE_CTX_init(context.get(), store, leaf, between) != 1)
        return cryptoFailed("certificate chain");
    X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(parameters,
                               static_cast<time_t>(rules.at.time_since_epoch().count()));
    // Counted are those between leaf and authority.
    X509_VERIFY_PARAM_set_depth(parameters, static_cast<int>(rules.longest) - 2);
    X509_VERIFY_PARAM_set_auth_level(parameters, kSecurityLevel);
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_CHECK_SS_SIGNATURE);
    if (X509_verify_cert(context.get()) == 1) return {};
    return fail(FailureCode::CryptoFailed,
                std::string("certificate chain: ") +
                    X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
}

}  // namespace

Result<Certificate> verifyChain(std::span<const Bytes> chain, std::span<const Bytes> authorities,
                                const ChainRules& rules) {
    if (chain.empty() || chain.size() >= rules.longest)
        return cryptoFailed("certificate chain is too long or none");
    TAPPAY_TRY(certificates, readAll(chain));
    TAPPAY_TRY(trusted, readAll(authorities));
    TAPPAY_CHECK(checkLeaf(certificates.front().get(), rules.purpose));
    const Store store(X509_STORE_new());
    const Stack between(sk_X509_new_null());
    if (!store || !between) return cryptoFailed("certificate chain");
    for (const auto& authority : trusted)
        if (X509_STORE_add_cert(store.get(), authority.get()) != 1)
            return cryptoFailed("certificate of an authority");
    for (const auto& certificate : std::span(certificates).subspan(1))
        if (sk_X509_push(between.get(), certificate.get()) == 0)
            return cryptoFailed("certificate chain");
    TAPPAY_CHECK(validate(store.get(), certificates.front().get(), between.get(), rules));
    auto leaf = parseCertificate(chain.front());
    if (!leaf) return cryptoFailed("certificate's key is of a kind that is not used here");
    if (rules.key && leaf->key != *rules.key) return cryptoFailed("certificate of another key");
    return leaf;
}

}  // namespace tappay::crypto
