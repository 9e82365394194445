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

Result<Bytes> retailMac(ByteView key, ByteView data) {
    return crypto::macAlg3(key, crypto::padMethod2(data, 8));
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

Result<Bytes> cardKey(ByteView imk, std::string_view pan, std::string_view panSequence) {
    std::string digits = std::string(16, '0') + std::string(pan) +
                         (panSequence.empty() ? std::string("00") : std::string(panSequence));
    TAPPAY_TRY(block, fromHex(std::string_view(digits).substr(digits.size() - 16)));
    TAPPAY_TRY(key, crypto::encryptEcb(BlockCipher::Tdes, imk, concat({block, complement(block)})));
    setOddParity(key);
    return key;
}

Result<Bytes> sessionKey(ByteView cardKey16, std::uint16_t atc) {
    const Bytes counter = toTwoOctets(atc);
    const Bytes zeros(6);
    TAPPAY_TRY(key, crypto::encryptEcb(BlockCipher::Tdes, cardKey16,
                                       concat({zeros, counter, zeros, complement(counter)})));
    setOddParity(key);
    return key;
}

Result<Bytes> applicationCryptogram(ByteView sessionKeyAc, ByteView data) {
    return retailMac(sessionKeyAc, data);
}

Result<Bytes> responseCryptogram(ByteView sessionKeyAc, ByteView arqc, ByteView arc) {
    if (arqc.size() != 8 || arc.size() != 2) return fail(FailureCode::CryptoFailed, "ARPC input");
    return crypto::encryptEcb(BlockCipher::Tdes, sessionKeyAc, exclusiveOr(arqc, arc));
}

Result<Bytes> scriptMac(ByteView sessionKeyMac, ByteView header, std::uint16_t atc, ByteView arqc,
                        ByteView data) {
    TAPPAY_TRY(mac, retailMac(sessionKeyMac, concat({header, toTwoOctets(atc), arqc, data})));
    mac.resize(4);
    return mac;
}

Result<Bytes> discretionaryMac(ByteView sessionKeyMac, std::uint16_t atc, ByteView data) {
    TAPPAY_TRY(mac, retailMac(sessionKeyMac, concat({toTwoOctets(atc), data, Bytes(1)})));
    mac.resize(4);
    return mac;
}

Result<Bytes> encipherNewPin(ByteView cardKeyAc, ByteView sessionKeyEnc, std::string_view newPin,
                             std::string_view currentPin) {
    if (newPin.size() < 4 || newPin.size() > 12 || cardKeyAc.size() != 16)
        return fail(FailureCode::CryptoFailed, "PIN change input");
    const auto block = exclusiveOr(clearPinBlock(newPin), pinMask(cardKeyAc, currentPin));
    const Bytes length{8};
    return crypto::encryptEcb(BlockCipher::Tdes, sessionKeyEnc,
                              crypto::padMethod2(concat({length, block}), 8));
}

Result<std::string> decipherNewPin(ByteView cardKeyAc, ByteView sessionKeyEnc, ByteView enciphered,
                                   std::string_view currentPin) {
    if (enciphered.size() != 16) return fail(FailureCode::CryptoFailed, "PIN change length");
    TAPPAY_TRY(clear, crypto::decryptEcb(BlockCipher::Tdes, sessionKeyEnc, enciphered));
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
