#include "crypto/rsa.h"

#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "crypto/rsa_key.h"

namespace tappay::crypto {

namespace {

Number number(ByteView octets) {
    return Number(BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr));
}

Result<SecretBytes> derOf(const EVP_PKEY* key) {
    const int size = i2d_PrivateKey(key, nullptr);
    if (size <= 0) return cryptoFailed("RSA key encoding");
    SecretBytes der(static_cast<std::size_t>(size));
    std::uint8_t* at = der.writable().data();
    if (i2d_PrivateKey(key, &at) != size) return cryptoFailed("RSA key encoding");
    return der;
}

}  // namespace

Result<Bytes> rsaRecover(const RsaPublicKey& key, ByteView signature) {
    if (signature.size() != key.modulus.size() || key.modulus.empty())
        return cryptoFailed("RSA signature is not as long as the modulus");
    const Number modulus = number(key.modulus);
    const Number exponent = number(key.exponent);
    const Number base = number(signature);
    const Number recovered(BN_new());
    const NumberContext context(BN_CTX_new());
    if (!modulus || !exponent || !base || !recovered || !context)
        return cryptoFailed("RSA recovery");
    if (!BN_is_odd(modulus.get()) || BN_is_one(modulus.get()) || BN_is_zero(exponent.get()))
        return cryptoFailed("RSA key is not one");
    if (BN_cmp(base.get(), modulus.get()) >= 0)
        return cryptoFailed("RSA signature is not below the modulus");
    Bytes result(key.modulus.size());
    if (BN_mod_exp(recovered.get(), base.get(), exponent.get(), modulus.get(), context.get()) !=
            1 ||
        BN_bn2binpad(recovered.get(), result.data(), static_cast<int>(result.size())) < 0)
        return cryptoFailed("RSA recovery");
    return result;
}

Result<RsaPrivateKey> rsaGenerate(std::size_t bits, std::uint32_t exponent) {
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    const Number e(BN_new());
    EVP_PKEY* generated = nullptr;
    if (!context || !e || BN_set_word(e.get(), exponent) != 1 ||
        EVP_PKEY_keygen_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), static_cast<int>(bits)) != 1 ||
        EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context.get(), e.get()) != 1 ||
        EVP_PKEY_generate(context.get(), &generated) != 1)
        return cryptoFailed("RSA key generation");
    const Key key(generated);
    RsaPrivateKey result;
    TAPPAY_TRY(publicKey, exportRsaPublic(key.get()));
    TAPPAY_TRY(der, derOf(key.get()));
    result.publicKey = std::move(publicKey);
    result.der = std::move(der);
    return result;
}

Result<Bytes> rsaSignRaw(const RsaPrivateKey& key, ByteView data) {
    if (data.size() != key.publicKey.modulus.size())
        return cryptoFailed("RSA input is not as long as the modulus");
    TAPPAY_TRY(parsed, importRsaPrivate(key));
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, parsed.get(), nullptr));
    Bytes signature(data.size());
    std::size_t size = signature.size();
    if (!context || EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) != 1 ||
        EVP_PKEY_sign(context.get(), signature.data(), &size, data.data(), data.size()) != 1 ||
        size != signature.size())
        return cryptoFailed("RSA signature");
    return signature;
}

}  // namespace tappay::crypto
