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

// One try with these issuers, of whom OpenSSL takes the first one with the right name.
Result<void> tryWith(const std::vector<X509*>& trusted, X509* leaf,
                     const std::vector<X509*>& between, const ChainRules& rules) {
    const Store store(X509_STORE_new());
    const Stack stack(sk_X509_new_null());
    if (!store || !stack) return cryptoFailed("certificate chain");
    for (auto* authority : trusted)
        if (X509_STORE_add_cert(store.get(), authority) != 1)
            return cryptoFailed("certificate of an authority");
    for (auto* certificate : between)
        if (sk_X509_push(stack.get(), certificate) == 0) return cryptoFailed("certificate chain");
    return validate(store.get(), leaf, stack.get(), rules);
}

std::vector<X509*> pointersTo(std::span<const X509Certificate> certificates) {
    std::vector<X509*> pointers;
    for (const auto& it : certificates)
        pointers.push_back(it.get());
    return pointers;
}

bool isIssuer(X509* issuer, X509* of) {
    return X509_NAME_cmp(X509_get_subject_name(issuer), X509_get_issuer_name(of)) == 0 &&
           X509_verify(of, X509_get0_pubkey(issuer)) == 1;
}

// Where authorities share a name the signature tells which one it was: each way from the leaf up
// along signatures, until one leads to an authority and is valid.
class Ways {
public:
    Ways(std::vector<X509*> between, std::vector<X509*> trusted, const ChainRules& rules)
        : m_between(std::move(between)), m_trusted(std::move(trusted)), m_rules(rules) {}

    bool anyFrom(X509* leaf) {
        m_leaf = leaf;
        return anyUpFrom(leaf);
    }

private:
    bool anyUpFrom(X509* certificate) {
        for (auto* authority : m_trusted)
            if (isIssuer(authority, certificate) && tryWith({authority}, m_leaf, m_way, m_rules))
                return true;
        for (auto* next : m_between) {
            if (std::ranges::find(m_way, next) != m_way.end() || !isIssuer(next, certificate))
                continue;
            m_way.push_back(next);
            if (anyUpFrom(next)) return true;
            m_way.pop_back();
        }
        return false;
    }

    const std::vector<X509*> m_between, m_trusted;
    const ChainRules& m_rules;
    X509* m_leaf = nullptr;
    std::vector<X509*> m_way;
};

}  // namespace

Result<Certificate> verifyChain(std::span<const Bytes> chain, std::span<const Bytes> authorities,
                                const ChainRules& rules) {
    if (chain.empty() || chain.size() >= rules.longest)
        return cryptoFailed("certificate chain is too long or none");
    TAPPAY_TRY(certificates, readAll(chain));
    TAPPAY_TRY(roots, readAll(authorities));
    X509* leafCertificate = certificates.front().get();
    TAPPAY_CHECK(checkLeaf(leafCertificate, rules.purpose));
    const auto between = pointersTo(std::span(certificates).subspan(1)),
               trusted = pointersTo(roots);
    const auto tried = tryWith(trusted, leafCertificate, between, rules);
    if (!tried && !Ways(between, trusted, rules).anyFrom(leafCertificate))
        return std::unexpected(tried.error());
    auto leaf = parseCertificate(chain.front());
    if (!leaf) return cryptoFailed("certificate's key is of a kind that is not used here");
    if (rules.key && leaf->key != *rules.key) return cryptoFailed("certificate of another key");
    return leaf;
}

}  // namespace tappay::crypto
