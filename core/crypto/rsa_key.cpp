#include "crypto/rsa_key.h"

#include <openssl/param_build.h>
#include <openssl/x509.h>

namespace tappay::crypto {

namespace {

using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

Number number(ByteView octets) {
    return Number(BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr));
}

Result<Bytes> publicPart(const EVP_PKEY* key, const char* name) {
    BIGNUM* value = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &value) != 1) return cryptoFailed("RSA key");
    const Number owner(value);
    Bytes octets(static_cast<std::size_t>(BN_num_bytes(value)));
    BN_bn2bin(value, octets.data());
    return octets;
}

}  // namespace

Result<Key> importRsaPublic(const RsaPublicKey& key) {
    const Number modulus = number(key.modulus);
    const Number exponent = number(key.exponent);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!modulus || !exponent || !builder ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
        return cryptoFailed("RSA key");
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* imported = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &imported, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return cryptoFailed("RSA key");
    return Key(imported);
}

Result<Key> importRsaPrivate(const RsaPrivateKey& key) {
    const std::uint8_t* at = key.der.view().data();
    Key parsed(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(key.der.size())));
    if (!parsed) return cryptoFailed("RSA key encoding");
    return parsed;
}

Result<RsaPublicKey> exportRsaPublic(const EVP_PKEY* key) {
    TAPPAY_TRY(modulus, publicPart(key, OSSL_PKEY_PARAM_RSA_N));
    TAPPAY_TRY(exponent, publicPart(key, OSSL_PKEY_PARAM_RSA_E));
    return RsaPublicKey{std::move(modulus), std::move(exponent)};
}

}  // namespace tappay::crypto
