#include "simulator/network/issuer_keys.h"

#include <algorithm>
#include <bit>

#include "crypto/cipher.h"
#include "crypto/mac.h"

namespace tappay::simulator::network {

namespace {

constexpr std::size_t kBlock = 8;
constexpr std::size_t kMacLength = 4;

void setOddParity(std::span<std::uint8_t> key) {
    for (std::uint8_t& octet : key) {
        if (std::popcount(octet) % 2 == 0) octet ^= 0x01;
    }
}

Bytes atcOctets(std::uint16_t atc) {
    return {static_cast<std::uint8_t>(atc >> 8), static_cast<std::uint8_t>(atc & 0xFF)};
}

crypto::BlockCipher blockCipher(Cipher cipher) {
    return cipher == Cipher::Sm4 ? crypto::BlockCipher::Sm4 : crypto::BlockCipher::Tdes;
}

// Two halves enciphered side by side (two TDES blocks, one SM4 block) make a key.
Result<SecretBytes> keyFromHalves(ByteView key16, ByteView left, ByteView right, Cipher cipher) {
    TAPPAY_TRY(enciphered, crypto::encryptEcb(blockCipher(cipher), key16, concat({left, right})));
    SecretBytes result{ByteView(enciphered)};
    wipe(enciphered);
    if (cipher == Cipher::Tdes) setOddParity(result.writable());
    return result;
}

}  // namespace

Result<SecretBytes> deriveCardKey(ByteView imk16, std::string_view pan,
                                  std::string_view panSequence, Cipher cipher) {
    std::string digits{pan};
    digits += panSequence.empty() ? "00" : panSequence;
    if (digits.size() < 2 * kBlock) digits.insert(0, 2 * kBlock - digits.size(), '0');
    TAPPAY_TRY(left, fromHex(std::string_view(digits).substr(digits.size() - 2 * kBlock)));
    Bytes right(left.size());
    std::ranges::transform(left, right.begin(),
                           [](std::uint8_t octet) { return std::uint8_t(octet ^ 0xFF); });
    return keyFromHalves(imk16, left, right, cipher);
}

Result<SecretBytes> deriveSessionKey(ByteView cardKey, std::uint16_t atc, Cipher cipher) {
    const Bytes zeros(kBlock - 2, 0);
    const auto complement = static_cast<std::uint16_t>(~atc);
    return keyFromHalves(cardKey, concat({zeros, atcOctets(atc)}),
                         concat({zeros, atcOctets(complement)}), cipher);
}

Result<Bytes> applicationCryptogram(ByteView sessionKey, ByteView data, Cipher cipher) {
    if (cipher == Cipher::Tdes)
        return crypto::macAlg3(sessionKey, crypto::padMethod2(data, kBlock));
    TAPPAY_TRY(whole, crypto::macSm4(sessionKey, data));
    return Bytes(whole.begin(), whole.begin() + kBlock);
}

Result<Bytes> arpc(ByteView sessionKey, ByteView arqc8, std::string_view responseCode,
                   Cipher cipher) {
    if (arqc8.size() != kBlock || responseCode.size() != 2)
        return fail(FailureCode::CryptoFailed, "arpc input");
    Bytes block(arqc8.begin(), arqc8.end());
    block[0] ^= static_cast<std::uint8_t>(responseCode[0]);
    block[1] ^= static_cast<std::uint8_t>(responseCode[1]);
    // An SM4 block is twice as long: zeros follow, and the left half is the answer.
    block.resize(crypto::blockSize(blockCipher(cipher)));
    TAPPAY_TRY(enciphered, crypto::encryptEcb(blockCipher(cipher), sessionKey, block));
    enciphered.resize(kBlock);
    return enciphered;
}

Result<Bytes> scriptCommand(ByteView macSessionKey, std::uint16_t atc, ByteView arqc8,
                            ByteView header, ByteView data, Cipher cipher) {
    const Bytes length{static_cast<std::uint8_t>(data.size() + kMacLength)};
    const Bytes covered = concat({header, length, atcOctets(atc), arqc8, data});
    TAPPAY_TRY(mac, applicationCryptogram(macSessionKey, covered, cipher));
    return concat({header, length, data, ByteView(mac).first(kMacLength)});
}

}  // namespace tappay::simulator::network
