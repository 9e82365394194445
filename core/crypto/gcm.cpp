#include <array>

#include "base/secret.h"
#include "crypto/cipher.h"
#include "crypto/openssl.h"

namespace tappay::crypto {

namespace {

constexpr std::size_t kKeyOctets = 32;
constexpr std::size_t kNonceOctets = 12;
constexpr std::size_t kTagOctets = 16;

const EVP_CIPHER* gcm() {
    static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return cipher;
}

// Keyed, and fed with the additional data.
Result<CipherContext> begin(bool encrypt, ByteView key, ByteView nonce, ByteView aad) {
    if (key.size() != kKeyOctets) return cryptoFailed("AES-256-GCM key is not 32 octets");
    if (nonce.size() != kNonceOctets) return cryptoFailed("AES-256-GCM nonce is not 12 octets");
    CipherContext context(EVP_CIPHER_CTX_new());
    int written = 0;
    if (context == nullptr || EVP_CipherInit_ex2(context.get(), gcm(), key.data(), nonce.data(),
                                                 encrypt ? 1 : 0, nullptr) != 1)
        return cryptoFailed("AES-256-GCM");
    if (!aad.empty() && EVP_CipherUpdate(context.get(), nullptr, &written, aad.data(),
                                         static_cast<int>(aad.size())) != 1)
        return cryptoFailed("AES-256-GCM");
    return context;
}

// An empty input has no data pointer, which OpenSSL would read as "no output wanted".
bool update(EVP_CIPHER_CTX* context, ByteView in, Bytes& out) {
    int written = 0;
    return in.empty() || EVP_CipherUpdate(context, out.data(), &written, in.data(),
                                          static_cast<int>(in.size())) == 1;
}

}  // namespace

Result<Sealed> sealGcm(ByteView key, ByteView nonce, ByteView aad, ByteView plaintext) {
    TAPPAY_TRY(context, begin(true, key, nonce, aad));
    Sealed sealed{Bytes(plaintext.size()), Bytes(kTagOctets)};
    std::array<std::uint8_t, kTagOctets> rest{};
    int written = 0;
    if (!update(context.get(), plaintext, sealed.ciphertext) ||
        EVP_CipherFinal_ex(context.get(), rest.data(), &written) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagOctets, sealed.tag.data()) !=
            1)
        return cryptoFailed("AES-256-GCM");
    return sealed;
}

Result<Bytes> openGcm(ByteView key, ByteView nonce, ByteView aad, ByteView ciphertext,
                      ByteView tag) {
    if (tag.size() != kTagOctets) return cryptoFailed("AES-256-GCM tag is not 16 octets");
    TAPPAY_TRY(context, begin(false, key, nonce, aad));
    Bytes plaintext(ciphertext.size());
    Bytes expected(tag.begin(), tag.end());
    std::array<std::uint8_t, kTagOctets> rest{};
    int written = 0;
    if (!update(context.get(), ciphertext, plaintext) ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagOctets, expected.data()) !=
            1 ||
        EVP_CipherFinal_ex(context.get(), rest.data(), &written) != 1) {
        wipe(plaintext);
        return cryptoFailed("AES-256-GCM tag does not fit");
    }
    return plaintext;
}

}  // namespace tappay::crypto
