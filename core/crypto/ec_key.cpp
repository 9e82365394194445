#include "crypto/ec_key.h"

#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <array>

namespace tappay::crypto {

namespace {

using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

constexpr std::uint8_t kUncompressed = 0x04;

// A key of nothing but its curve. Building the curve anew costs several times what copying does.
Key parametersOf(Curve curve) {
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME,
                                         const_cast<char*>(opensslGroup(curve)), 0),
        OSSL_PARAM_construct_end()};
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, opensslKeyType(curve), nullptr));
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEY_PARAMETERS, parameters) != 1)
        return nullptr;
    return Key(key);
}

bool appendCoordinate(const EVP_PKEY* key, const char* name, Bytes& to) {
    BIGNUM* value = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &value) != 1) return false;
    const Number owner(value);
    std::array<std::uint8_t, kEcCoordinate> octets{};
    if (BN_bn2binpad(value, octets.data(), kEcCoordinate) < 0) return false;
    append(to, octets);
    return true;
}

}  // namespace

const char* opensslGroup(Curve curve) {
    return curve == Curve::P256 ? "prime256v1" : "SM2";
}

const char* opensslKeyType(Curve curve) {
    return curve == Curve::P256 ? "EC" : "SM2";
}

Result<Key> importEcPublic(const EcPublicKey& key) {
    static const Key p256 = parametersOf(Curve::P256);
    static const Key sm2 = parametersOf(Curve::Sm2);
    if (key.point.size() != 2 * kEcCoordinate) return cryptoFailed("EC point is not 64 octets");
    const Bytes encoded = concat({ByteView(&kUncompressed, 1), key.point});
    const Key& parameters = key.curve == Curve::P256 ? p256 : sm2;
    Key imported(parameters ? EVP_PKEY_dup(parameters.get()) : nullptr);
    if (!imported ||
        EVP_PKEY_set1_encoded_public_key(imported.get(), encoded.data(), encoded.size()) != 1)
        return cryptoFailed("EC point is not on its curve");
    return imported;
}

Result<EcPublicKey> exportEcPublic(const EVP_PKEY* key) {
    if (key == nullptr) return cryptoFailed("EC key");
    std::array<char, 32> group{};
    std::size_t size = 0;
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(),
                                       &size) != 1)
        return cryptoFailed("not an EC key");
    EcPublicKey result;
    if (std::string_view(group.data(), size) == opensslGroup(Curve::P256))
        result.curve = Curve::P256;
    else if (std::string_view(group.data(), size) == opensslGroup(Curve::Sm2))
        result.curve = Curve::Sm2;
    else
        return cryptoFailed("EC curve is neither P-256 nor SM2");
    if (!appendCoordinate(key, OSSL_PKEY_PARAM_EC_PUB_X, result.point) ||
        !appendCoordinate(key, OSSL_PKEY_PARAM_EC_PUB_Y, result.point))
        return cryptoFailed("EC public point");
    return result;
}

Result<Bytes> ecSignatureToRaw(ByteView der) {
    const std::uint8_t* at = der.data();
    const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    Bytes raw(2 * kEcCoordinate);
    if (!signature ||
        BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw.data(), kEcCoordinate) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw.data() + kEcCoordinate, kEcCoordinate) <
            0)
        return cryptoFailed("EC signature");
    return raw;
}

Result<Bytes> ecSignatureToDer(ByteView raw64) {
    if (raw64.size() != 2 * kEcCoordinate) return cryptoFailed("EC signature is not 64 octets");
    const Signature signature(ECDSA_SIG_new());
    Number r(BN_bin2bn(raw64.data(), kEcCoordinate, nullptr));
    Number s(BN_bin2bn(raw64.data() + kEcCoordinate, kEcCoordinate, nullptr));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.release(), s.release()) != 1)
        return cryptoFailed("EC signature");
    const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
    if (size <= 0) return cryptoFailed("EC signature");
    Bytes der(static_cast<std::size_t>(size));
    std::uint8_t* at = der.data();
    i2d_ECDSA_SIG(signature.get(), &at);
    return der;
}

Result<EcPublicKey> ecPublicFromPem(std::string_view pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const Key key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!key) return cryptoFailed("public key PEM");
    return exportEcPublic(key.get());
}

Result<std::string> ecPublicToPem(const EcPublicKey& key) {
    TAPPAY_TRY(imported, importEcPublic(key));
    const Bio bio(BIO_new(BIO_s_mem()));
    char* text = nullptr;
    if (!bio || PEM_write_bio_PUBKEY(bio.get(), imported.get()) != 1)
        return cryptoFailed("public key PEM");
    const long size = BIO_get_mem_data(bio.get(), &text);
    return std::string(text, static_cast<std::size_t>(size));
}

}  // namespace tappay::crypto
