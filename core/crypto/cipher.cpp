#include "crypto/cipher.h"

#include <algorithm>

#include "crypto/openssl.h"
#include "crypto/scratch.h"

namespace tappay::crypto {

namespace {

enum class Mode : std::uint8_t { Ecb, Cbc };
enum class Direction : int { Decrypt = 0, Encrypt = 1 };

struct FetchedCipher {
    const EVP_CIPHER* ecb;
    const EVP_CIPHER* cbc;
};

// Looked up once: a fetch by name on every call costs more than the cipher itself.
FetchedCipher fetch(const char* ecb, const char* cbc) {
    return {EVP_CIPHER_fetch(nullptr, ecb, nullptr), EVP_CIPHER_fetch(nullptr, cbc, nullptr)};
}

// nullptr when the key length doesn't suit the cipher.
const EVP_CIPHER* select(BlockCipher cipher, Mode mode, std::size_t keyOctets) {
    static const FetchedCipher tdes = fetch("DES-EDE3-ECB", "DES-EDE3-CBC");
    static const FetchedCipher aes128 = fetch("AES-128-ECB", "AES-128-CBC");
    static const FetchedCipher aes192 = fetch("AES-192-ECB", "AES-192-CBC");
    static const FetchedCipher aes256 = fetch("AES-256-ECB", "AES-256-CBC");
    static const FetchedCipher sm4 = fetch("SM4-ECB", "SM4-CBC");
    const FetchedCipher* fetched = nullptr;
    switch (cipher) {
        case BlockCipher::Des:
            if (keyOctets == 8) fetched = &tdes;
            break;
        case BlockCipher::Tdes:
            if (keyOctets == 16 || keyOctets == 24) fetched = &tdes;
            break;
        case BlockCipher::Aes:
            if (keyOctets == 16) fetched = &aes128;
            if (keyOctets == 24) fetched = &aes192;
            if (keyOctets == 32) fetched = &aes256;
            break;
        case BlockCipher::Sm4:
            if (keyOctets == 16) fetched = &sm4;
            break;
    }
    if (fetched == nullptr) return nullptr;
    return mode == Mode::Ecb ? fetched->ecb : fetched->cbc;
}

// Single DES is only in OpenSSL's legacy provider; triple DES with three equal keys is the same
// function. Two-key triple DES repeats its first key.
void expandDesKey(ByteView key, Scratch<24>& to) {
    for (std::size_t i = 0; i < to.octets.size(); ++i)
        to.octets[i] = key[i % key.size()];
}

Result<Bytes> run(BlockCipher cipher, Mode mode, Direction direction, ByteView key, ByteView iv,
                  ByteView data) {
    const EVP_CIPHER* algorithm = select(cipher, mode, key.size());
    if (algorithm == nullptr) return cryptoFailed("key length does not suit the cipher");
    if (data.size() % blockSize(cipher) != 0) return cryptoFailed("data are not whole blocks");
    if (mode == Mode::Cbc && iv.size() != blockSize(cipher))
        return cryptoFailed("initial vector is not one block");
    const bool expand = cipher == BlockCipher::Des || cipher == BlockCipher::Tdes;
    Scratch<24> expanded;
    if (expand) expandDesKey(key, expanded);
    const std::uint8_t* keyOctets = expand ? expanded.octets.data() : key.data();
    const CipherContext context(EVP_CIPHER_CTX_new());
    Bytes result(data.size());
    int written = 0;
    if (context == nullptr ||
        EVP_CipherInit_ex2(context.get(), algorithm, keyOctets,
                           mode == Mode::Cbc ? iv.data() : nullptr, static_cast<int>(direction),
                           nullptr) != 1 ||
        EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1 ||
        EVP_CipherUpdate(context.get(), result.data(), &written, data.data(),
                         static_cast<int>(data.size())) != 1 ||
        static_cast<std::size_t>(written) != data.size()) {
        wipe(result);
        return cryptoFailed("block cipher");
    }
    return result;
}

}  // namespace

std::size_t blockSize(BlockCipher cipher) {
    return cipher == BlockCipher::Des || cipher == BlockCipher::Tdes ? 8 : 16;
}

Result<Bytes> encryptEcb(BlockCipher cipher, ByteView key, ByteView data) {
    return run(cipher, Mode::Ecb, Direction::Encrypt, key, {}, data);
}

Result<Bytes> decryptEcb(BlockCipher cipher, ByteView key, ByteView data) {
    return run(cipher, Mode::Ecb, Direction::Decrypt, key, {}, data);
}

Result<Bytes> encryptCbc(BlockCipher cipher, ByteView key, ByteView iv, ByteView data) {
    return run(cipher, Mode::Cbc, Direction::Encrypt, key, iv, data);
}

Result<Bytes> decryptCbc(BlockCipher cipher, ByteView key, ByteView iv, ByteView data) {
    return run(cipher, Mode::Cbc, Direction::Decrypt, key, iv, data);
}

Bytes padMethod1(ByteView data, std::size_t block) {
    Bytes padded(data.begin(), data.end());
    padded.resize((data.size() + block - 1) / block * block, 0x00);
    return padded;
}

Bytes padMethod2(ByteView data, std::size_t block) {
    Bytes padded(data.begin(), data.end());
    padded.push_back(0x80);
    padded.resize((padded.size() + block - 1) / block * block, 0x00);
    return padded;
}

Result<Bytes> checkValue(BlockCipher cipher, ByteView key, std::size_t length) {
    const Bytes zeros(blockSize(cipher), 0x00);
    TAPPAY_TRY(value, encryptEcb(cipher, key, zeros));
    value.resize(std::min(length, value.size()));
    return value;
}

}  // namespace tappay::crypto
