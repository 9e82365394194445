#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include "crypto/ec_key.h"

namespace tappay::crypto {

namespace {

using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Group = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freed<EC_POINT_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

// Without this OpenSSL would ask for a passphrase on the terminal.
int noPassphrase(char*, int, int, void*) {
    return -1;
}

Result<Bytes> publicPoint(Curve curve, const BIGNUM* scalar) {
    const Group group(
        EC_GROUP_new_by_curve_name(curve == Curve::P256 ? NID_X9_62_prime256v1 : NID_sm2));
    const Point point(group ? EC_POINT_new(group.get()) : nullptr);
    const NumberContext context(BN_CTX_secure_new());
    if (!point || !context) return cryptoFailed("EC key");
    // SM2 signs with (1 + d)^-1, so n - 1 is excluded; for P-256 leaving out that one key is no
    // loss.
    const Number last(BN_dup(EC_GROUP_get0_order(group.get())));
    if (!last || BN_sub_word(last.get(), 1) != 1 || BN_is_zero(scalar) ||
        BN_cmp(scalar, last.get()) >= 0)
        return cryptoFailed("EC private key out of range");
    Bytes encoded(1 + 2 * kEcCoordinate);
    if (EC_POINT_mul(group.get(), point.get(), scalar, nullptr, nullptr, context.get()) != 1 ||
        EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, encoded.data(),
                           encoded.size(), context.get()) != encoded.size())
        return cryptoFailed("EC key");
    return encoded;
}

Result<Bytes> signDer(EVP_PKEY* key, const char* digest, const OSSL_PARAM* parameters,
                      ByteView message) {
    const DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (!context ||
        EVP_DigestSignInit_ex(context.get(), nullptr, digest, nullptr, nullptr, key, parameters) !=
            1 ||
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) != 1)
        return cryptoFailed("EC signature");
    Bytes der(size);
    if (EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()) != 1)
        return cryptoFailed("EC signature");
    der.resize(size);
    return der;
}

}  // namespace

struct EcPrivateKey::Impl {
    Key key;  // OpenSSL wipes the scalar when it is freed
    EcPublicKey publicKey;
};

EcPrivateKey::EcPrivateKey(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
EcPrivateKey::EcPrivateKey(EcPrivateKey&&) noexcept = default;
EcPrivateKey& EcPrivateKey::operator=(EcPrivateKey&&) noexcept = default;
EcPrivateKey::~EcPrivateKey() = default;

Result<EcPrivateKey> EcPrivateKey::generate(Curve curve) {
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, opensslKeyType(curve), nullptr));
    EVP_PKEY* generated = nullptr;
    if (!context || EVP_PKEY_keygen_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_group_name(context.get(), opensslGroup(curve)) != 1 ||
        EVP_PKEY_generate(context.get(), &generated) != 1)
        return cryptoFailed("EC key generation");
    Key key(generated);
    TAPPAY_TRY(publicKey, exportEcPublic(key.get()));
    return EcPrivateKey(std::make_unique<Impl>(Impl{std::move(key), std::move(publicKey)}));
}

Result<EcPrivateKey> EcPrivateKey::fromScalar(Curve curve, ByteView scalar32) {
    if (scalar32.size() != kEcCoordinate) return cryptoFailed("EC private key is not 32 octets");
    // A number in OpenSSL's secure memory is copied only into memory that gets wiped as well.
    const Number scalar(BN_secure_new());
    if (!scalar || BN_bin2bn(scalar32.data(), kEcCoordinate, scalar.get()) == nullptr)
        return cryptoFailed("EC key");
    TAPPAY_TRY(point, publicPoint(curve, scalar.get()));
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                        opensslGroup(curve), 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1 ||
        OSSL_PARAM_BLD_push_BN_pad(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get(),
                                   kEcCoordinate) != 1)
        return cryptoFailed("EC key");
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, opensslKeyType(curve), nullptr));
    EVP_PKEY* imported = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &imported, EVP_PKEY_KEYPAIR, parameters.get()) != 1)
        return cryptoFailed("EC key");
    Key key(imported);
    point.erase(point.begin());
    return EcPrivateKey(
        std::make_unique<Impl>(Impl{std::move(key), EcPublicKey{curve, std::move(point)}}));
}

Result<EcPrivateKey> EcPrivateKey::fromPem(std::string_view pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    Key key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr) : nullptr);
    if (!key) return cryptoFailed("private key PEM");
    TAPPAY_TRY(publicKey, exportEcPublic(key.get()));
    return EcPrivateKey(std::make_unique<Impl>(Impl{std::move(key), std::move(publicKey)}));
}

const EcPublicKey& EcPrivateKey::publicKey() const {
    return m_impl->publicKey;
}

Result<SecretBytes> EcPrivateKey::toPem() const {
    // Memory BIOs wipe their buffer when freed.
    const Bio bio(BIO_new(BIO_s_mem()));
    char* text = nullptr;
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), m_impl->key.get(), nullptr, nullptr, 0,
                                              nullptr, nullptr) != 1)
        return cryptoFailed("private key PEM");
    const long size = BIO_get_mem_data(bio.get(), &text);
    return SecretBytes(asBytes({text, static_cast<std::size_t>(size)}));
}

Result<Bytes> EcPrivateKey::signEcdsa(ByteView message) const {
    if (m_impl->publicKey.curve != Curve::P256) return cryptoFailed("not a P-256 key");
    TAPPAY_TRY(der, signDer(m_impl->key.get(), "SHA256", nullptr, message));
    return ecSignatureToRaw(der);
}

Result<Bytes> EcPrivateKey::signSm2(ByteView message) const {
    if (m_impl->publicKey.curve != Curve::Sm2) return cryptoFailed("not an SM2 key");
    std::string id(kSm2UserId);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID, id.data(), id.size()),
        OSSL_PARAM_construct_end()};
    TAPPAY_TRY(der, signDer(m_impl->key.get(), "SM3", parameters, message));
    return ecSignatureToRaw(der);
}

Result<SecretBytes> EcPrivateKey::agree(const EcPublicKey& peer) const {
    if (m_impl->publicKey.curve != Curve::P256 || peer.curve != Curve::P256)
        return cryptoFailed("key agreement is for P-256");
    // The import has checked that the point is on the curve, which is all there is to check where
    // the cofactor is 1; OpenSSL's own check of a peer would cost more than the agreement.
    constexpr int noSecondCheck = 0;
    TAPPAY_TRY(other, importEcPublic(peer));
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_impl->key.get(), nullptr));
    SecretBytes shared(kEcCoordinate);
    std::size_t size = shared.size();
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer_ex(context.get(), other.get(), noSecondCheck) != 1 ||
        EVP_PKEY_derive(context.get(), shared.writable().data(), &size) != 1 ||
        size != shared.size())
        return cryptoFailed("key agreement");
    return shared;
}

}  // namespace tappay::crypto
