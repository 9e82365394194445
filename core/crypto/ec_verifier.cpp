#include "crypto/ec_key.h"
#include "crypto/hash.h"

namespace tappay::crypto {

struct EcVerifier::Impl {
    Curve curve = Curve::P256;
    Key key;
    // Initialised once for ECDSA and duplicated for each verification, which spares the search for
    // the algorithm and lets threads share one verifier.
    KeyContext ecdsa;
};

EcVerifier::EcVerifier(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
EcVerifier::EcVerifier(EcVerifier&&) noexcept = default;
EcVerifier& EcVerifier::operator=(EcVerifier&&) noexcept = default;
EcVerifier::~EcVerifier() = default;

Result<EcVerifier> EcVerifier::create(const EcPublicKey& key) {
    auto impl = std::make_unique<Impl>();
    impl->curve = key.curve;
    TAPPAY_TRY(imported, importEcPublic(key));
    impl->key = std::move(imported);
    if (key.curve == Curve::P256) {
        impl->ecdsa.reset(EVP_PKEY_CTX_new_from_pkey(nullptr, impl->key.get(), nullptr));
        if (!impl->ecdsa || EVP_PKEY_verify_init(impl->ecdsa.get()) != 1)
            return cryptoFailed("EC verifier");
    }
    return EcVerifier(std::move(impl));
}

bool EcVerifier::verifyEcdsa(ByteView message, ByteView signature64) const {
    if (m_impl->curve != Curve::P256) return false;
    const auto der = ecSignatureToDer(signature64);
    if (!der) return false;
    const KeyContext context(EVP_PKEY_CTX_dup(m_impl->ecdsa.get()));
    const Bytes hash = sha256(message);
    return context &&
           EVP_PKEY_verify(context.get(), der->data(), der->size(), hash.data(), hash.size()) == 1;
}

bool EcVerifier::verifySm2(ByteView message, ByteView signature64) const {
    if (m_impl->curve != Curve::Sm2) return false;
    const auto der = ecSignatureToDer(signature64);
    if (!der) return false;
    std::string id(kSm2UserId);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID, id.data(), id.size()),
        OSSL_PARAM_construct_end()};
    const DigestContext context(EVP_MD_CTX_new());
    return context &&
           EVP_DigestVerifyInit_ex(context.get(), nullptr, "SM3", nullptr, nullptr,
                                   m_impl->key.get(), parameters) == 1 &&
           EVP_DigestVerify(context.get(), der->data(), der->size(), message.data(),
                            message.size()) == 1;
}

}  // namespace tappay::crypto
