#include "crypto/key_wrap.h"

#include "crypto/openssl.h"
#include "crypto/scratch.h"

namespace tappay::crypto {

namespace {

constexpr std::size_t kUnder = 32, kBlock = 8;

Result<ScratchBytes> run(bool encrypt, ByteView under, ByteView data) {
    static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-WRAP-PAD", nullptr);
    if (under.size() != kUnder) return cryptoFailed("key to wrap under is not 32 octets");
    const CipherContext context(EVP_CIPHER_CTX_new());
    if (context == nullptr) return cryptoFailed("AES key wrap");
    EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    ScratchBytes result{Bytes(data.size() + 2 * kBlock)};
    int written = 0;
    if (EVP_CipherInit_ex2(context.get(), cipher, under.data(), nullptr, encrypt ? 1 : 0,
                           nullptr) != 1 ||
        EVP_CipherUpdate(context.get(), result.octets.data(), &written, data.data(),
                         static_cast<int>(data.size())) != 1 ||
        written <= 0)
        return cryptoFailed("AES key wrap");
    const auto size = static_cast<std::size_t>(written);
    wipe(result.writable().subspan(size));
    result.octets.resize(size);
    return result;
}

}  // namespace

Result<Bytes> wrapKey(ByteView under, ByteView key) {
    if (key.empty()) return cryptoFailed("no key to wrap");
    TAPPAY_TRY(wrapped, run(true, under, key));
    return wrapped.octets;
}

Result<SecretBytes> unwrapKey(ByteView under, ByteView wrapped) {
    if (wrapped.size() < 2 * kBlock || wrapped.size() % kBlock != 0)
        return cryptoFailed("wrapped key's length");
    TAPPAY_TRY(key, run(false, under, wrapped));
    return SecretBytes(key.view());
}

}  // namespace tappay::crypto
