#include "crypto/mac.h"

#include <algorithm>
#include <array>

#include "crypto/openssl.h"
#include "crypto/scratch.h"

namespace tappay::crypto {

namespace {

constexpr std::size_t kDesBlock = 8;
constexpr std::size_t kSm4Block = 16;

Result<Bytes> lastCbcBlock(BlockCipher cipher, ByteView key, ByteView padded) {
    const std::size_t block = blockSize(cipher);
    if (padded.empty()) return cryptoFailed("MAC over no data");
    const Bytes zeros(block, 0x00);
    TAPPAY_TRY(chain, encryptCbc(cipher, key, zeros, padded));
    return Bytes(chain.end() - static_cast<std::ptrdiff_t>(block), chain.end());
}

Result<Bytes> compute(const EVP_MAC* algorithm, ByteView key, const OSSL_PARAM* parameters,
                      ByteView data) {
    const MacContext context(EVP_MAC_CTX_new(const_cast<EVP_MAC*>(algorithm)));
    if (context == nullptr || EVP_MAC_init(context.get(), key.data(), key.size(), parameters) != 1)
        return cryptoFailed("MAC key");
    Bytes mac(EVP_MAC_CTX_get_mac_size(context.get()));
    std::size_t written = 0;
    if (EVP_MAC_update(context.get(), data.data(), data.size()) != 1 ||
        EVP_MAC_final(context.get(), mac.data(), &written, mac.size()) != 1)
        return cryptoFailed("MAC");
    return mac;
}

const char* cmacCipherName(BlockCipher cipher, std::size_t keyOctets) {
    if (cipher == BlockCipher::Tdes && (keyOctets == 16 || keyOctets == 24)) return "DES-EDE3-CBC";
    if (cipher != BlockCipher::Aes) return nullptr;
    if (keyOctets == 16) return "AES-128-CBC";
    if (keyOctets == 24) return "AES-192-CBC";
    return keyOctets == 32 ? "AES-256-CBC" : nullptr;
}

}  // namespace

Result<Bytes> macX99(ByteView key8, ByteView data) {
    return lastCbcBlock(BlockCipher::Des, key8, padMethod1(data, kDesBlock));
}

Result<Bytes> macAlg3(ByteView key16, ByteView padded) {
    if (key16.size() != 16) return cryptoFailed("MAC key is not 16 octets");
    const ByteView left = key16.first(8);
    const ByteView right = key16.last(8);
    TAPPAY_TRY(chained, lastCbcBlock(BlockCipher::Des, left, padded));
    TAPPAY_TRY(turned, decryptEcb(BlockCipher::Des, right, chained));
    return encryptEcb(BlockCipher::Des, left, turned);
}

Result<Bytes> macX919(ByteView key16, ByteView data) {
    return macAlg3(key16, padMethod1(data, kDesBlock));
}

Result<Bytes> macCups(const BlockFunction& encrypt, ByteView data) {
    if (data.empty()) return cryptoFailed("MAC over no data");
    std::array<std::uint8_t, kDesBlock> folded{};
    for (std::size_t i = 0; i < data.size(); ++i)
        folded[i % kDesBlock] ^= data[i];
    const std::string digits = toHex(folded);
    TAPPAY_TRY(block, encrypt(asBytes(digits).first(kDesBlock)));
    for (std::size_t i = 0; i < kDesBlock; ++i)
        block[i] ^= static_cast<std::uint8_t>(digits[kDesBlock + i]);
    TAPPAY_TRY(last, encrypt(block));
    return toBytes(toHex(ByteView(last).first(kDesBlock / 2)));
}

Result<Bytes> macCups(ByteView key, ByteView data) {
    const BlockCipher cipher = key.size() == 8 ? BlockCipher::Des : BlockCipher::Tdes;
    if (key.size() != 8 && key.size() != 16) return cryptoFailed("MAC key is not 8 or 16 octets");
    return macCups([=](ByteView blocks) { return encryptEcb(cipher, key, blocks); }, data);
}

Result<Bytes> macSm4(ByteView key16, ByteView data) {
    return lastCbcBlock(BlockCipher::Sm4, key16, padMethod2(data, kSm4Block));
}

Result<Bytes> cmac(BlockCipher cipher, ByteView key, ByteView data) {
    static const EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "CMAC", nullptr);
    const char* name = cmacCipherName(cipher, key.size());
    if (name == nullptr) return cryptoFailed("key length does not suit CMAC");
    Scratch<24> threeKeys;
    if (cipher == BlockCipher::Tdes && key.size() == 16) {
        std::ranges::copy(key, threeKeys.writable().begin());
        std::ranges::copy(key.first(8), threeKeys.writable().begin() + 16);
        key = threeKeys.view();
    }
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, const_cast<char*>(name), 0),
        OSSL_PARAM_construct_end()};
    return compute(algorithm, key, parameters, data);
}

Result<Bytes> hmacSha256(ByteView key, ByteView data) {
    static const EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    static char digest[] = "SHA256";
    // OpenSSL takes a null key for "the key of before".
    static constexpr std::uint8_t emptyKey[1] = {};
    if (key.empty()) key = ByteView(emptyKey).first(0);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end()};
    return compute(algorithm, key, parameters, data);
}

}  // namespace tappay::crypto
