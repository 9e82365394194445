#include <openssl/rsa.h>

#include "crypto/rsa_key.h"

namespace tappay::crypto {

namespace {

constexpr int kSmallestModulus = 2048;

// The context owns its copy of the label.
bool chooseOaep(EVP_PKEY_CTX* context, ByteView label) {
    if (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) != 1 ||
        EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) != 1 ||
        EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) != 1)
        return false;
    if (label.empty()) return true;
    void* copy = OPENSSL_memdup(label.data(), label.size());
    if (copy != nullptr &&
        EVP_PKEY_CTX_set0_rsa_oaep_label(context, copy, static_cast<int>(label.size())) == 1)
        return true;
    OPENSSL_free(copy);
    return false;
}

}  // namespace

Result<Bytes> rsaEncryptOaep(const RsaPublicKey& key, ByteView label, ByteView data) {
    TAPPAY_TRY(imported, importRsaPublic(key));
    if (EVP_PKEY_get_bits(imported.get()) < kSmallestModulus) return cryptoFailed("RSA key");
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, imported.get(), nullptr));
    Bytes result(key.modulus.size());
    std::size_t size = result.size();
    if (!context || EVP_PKEY_encrypt_init(context.get()) != 1 ||
        !chooseOaep(context.get(), label) ||
        EVP_PKEY_encrypt(context.get(), result.data(), &size, data.data(), data.size()) != 1 ||
        size != result.size())
        return cryptoFailed("RSA encryption");
    return result;
}

Result<SecretBytes> rsaDecryptOaep(const RsaPrivateKey& key, ByteView label, ByteView data) {
    TAPPAY_TRY(imported, importRsaPrivate(key));
    const int bits = EVP_PKEY_get_bits(imported.get());
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, imported.get(), nullptr));
    SecretBytes whole(static_cast<std::size_t>(EVP_PKEY_get_size(imported.get())));
    std::size_t size = whole.size();
    if (bits < kSmallestModulus || data.size() != whole.size() || !context ||
        EVP_PKEY_decrypt_init(context.get()) != 1 || !chooseOaep(context.get(), label) ||
        EVP_PKEY_decrypt(context.get(), whole.writable().data(), &size, data.data(), data.size()) !=
            1)
        return cryptoFailed("RSA decryption");
    return SecretBytes(whole.view().first(size));
}

}  // namespace tappay::crypto
