#include "simulator/card/keys.h"

#include <algorithm>
#include <bit>
#include <string>

#include "crypto/cipher.h"
#include "crypto/mac.h"

namespace tappay::simulator {
namespace {

using crypto::BlockCipher;

Bytes complement(ByteView bytes) {
    Bytes result(bytes.begin(), bytes.end());
    for (auto& byte : result)
        byte = static_cast<std::uint8_t>(~byte);
    return result;
}

Bytes exclusiveOr(ByteView a, ByteView b) {
    Bytes result(a.begin(), a.end());
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        result[i] ^= b[i];
    return result;
}

void setOddParity(Bytes& key) {
    for (auto& byte : key)
        if (std::popcount(byte) % 2 == 0) byte ^= 1;
}

BlockCipher cipherOf(KeyAlgorithm algorithm) {
    return algorithm == KeyAlgorithm::Sm4 ? BlockCipher::Sm4 : BlockCipher::Tdes;
}

// Eight octets, padding method 2.
Result<Bytes> mac(ByteView key, ByteView data, KeyAlgorithm algorithm) {
    if (algorithm == KeyAlgorithm::Tdes) return crypto::macAlg3(key, crypto::padMethod2(data, 8));
    TAPPAY_TRY(whole, crypto::macSm4(key, data));
    whole.resize(8);
    return whole;
}

Result<Bytes> shortMac(ByteView key, ByteView data, KeyAlgorithm algorithm) {
    TAPPAY_TRY(result, mac(key, data, algorithm));
    result.resize(4);
    return result;
}

// Format 0 without an account number: 0N, the digits, filled with F.
Bytes clearPinBlock(std::string_view pin) {
    std::string digits = "0" + std::string(1, "0123456789ABC"[pin.size()]) + std::string(pin);
    digits.resize(16, 'F');
    return *fromHex(digits);
}

// What hides a new PIN: half of the left half of the card's AC key, and the current PIN's digits.
Bytes pinMask(ByteView cardKeyAc, std::string_view currentPin) {
    std::string digits(currentPin);
    digits.resize(16, '0');
    const Bytes half = concat({Bytes(4), cardKeyAc.subspan(4, 4)});
    return exclusiveOr(half, fromHex(digits).value_or(Bytes(8)));
}

}  // namespace

Bytes toTwoOctets(std::uint16_t number) {
    return {static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
}

Result<Bytes> cardKey(ByteView imk, std::string_view pan, std::string_view panSequence,
                      KeyAlgorithm algorithm) {
    std::string digits = std::string(16, '0') + std::string(pan) +
                         (panSequence.empty() ? std::string("00") : std::string(panSequence));
    TAPPAY_TRY(block, fromHex(std::string_view(digits).substr(digits.size() - 16)));
    TAPPAY_TRY(key,
               crypto::encryptEcb(cipherOf(algorithm), imk, concat({block, complement(block)})));
    if (algorithm == KeyAlgorithm::Tdes) setOddParity(key);
    return key;
}

Result<Bytes> sessionKey(ByteView cardKey16, std::uint16_t atc, KeyAlgorithm algorithm) {
    const Bytes counter = toTwoOctets(atc);
    const Bytes zeros(6);
    TAPPAY_TRY(key, crypto::encryptEcb(cipherOf(algorithm), cardKey16,
                                       concat({zeros, counter, zeros, complement(counter)})));
    if (algorithm == KeyAlgorithm::Tdes) setOddParity(key);
    return key;
}

Result<Bytes> applicationCryptogram(ByteView sessionKeyAc, ByteView data, KeyAlgorithm algorithm) {
    return mac(sessionKeyAc, data, algorithm);
}

Result<Bytes> responseCryptogram(ByteView sessionKeyAc, ByteView arqc, ByteView arc,
                                 KeyAlgorithm algorithm) {
    if (arqc.size() != 8 || arc.size() != 2) return fail(FailureCode::CryptoFailed, "ARPC input");
    Bytes block = exclusiveOr(arqc, arc);
    block.resize(crypto::blockSize(cipherOf(algorithm)));
    TAPPAY_TRY(result, crypto::encryptEcb(cipherOf(algorithm), sessionKeyAc, block));
    result.resize(8);
    return result;
}

Result<Bytes> scriptMac(ByteView sessionKeyMac, ByteView header, std::uint16_t atc, ByteView arqc,
                        ByteView data, KeyAlgorithm algorithm) {
    return shortMac(sessionKeyMac, concat({header, toTwoOctets(atc), arqc, data}), algorithm);
}

Result<Bytes> discretionaryMac(ByteView sessionKeyMac, std::uint16_t atc, ByteView data,
                               KeyAlgorithm algorithm) {
    return shortMac(sessionKeyMac, concat({toTwoOctets(atc), data, Bytes(1)}), algorithm);
}

Result<Bytes> encipherNewPin(ByteView cardKeyAc, ByteView sessionKeyEnc, std::string_view newPin,
                             std::string_view currentPin, KeyAlgorithm algorithm) {
    if (newPin.size() < 4 || newPin.size() > 12 || cardKeyAc.size() != 16)
        return fail(FailureCode::CryptoFailed, "PIN change input");
    const auto block = exclusiveOr(clearPinBlock(newPin), pinMask(cardKeyAc, currentPin));
    const Bytes length{8};
    const auto cipher = cipherOf(algorithm);
    return crypto::encryptEcb(
        cipher, sessionKeyEnc,
        crypto::padMethod2(concat({length, block}), crypto::blockSize(cipher)));
}

Result<std::string> decipherNewPin(ByteView cardKeyAc, ByteView sessionKeyEnc, ByteView enciphered,
                                   std::string_view currentPin, KeyAlgorithm algorithm) {
    if (enciphered.size() != 16) return fail(FailureCode::CryptoFailed, "PIN change length");
    TAPPAY_TRY(clear, crypto::decryptEcb(cipherOf(algorithm), sessionKeyEnc, enciphered));
    const auto digits =
        toHex(exclusiveOr(ByteView(clear).subspan(1, 8), pinMask(cardKeyAc, currentPin)));
    const std::size_t length = std::string_view("0123456789ABC").find(digits[1]);
    if (clear[0] != 8 || digits[0] != '0' || length < 4 || length > 12)
        return fail(FailureCode::CryptoFailed, "PIN change block");
    const auto pin = digits.substr(2, length);
    if (pin.find_first_not_of("0123456789") != std::string::npos ||
        toHex(clearPinBlock(pin)) != digits)
        return fail(FailureCode::CryptoFailed, "PIN change block");
    return pin;
}

}  // namespace tappay::simulator
