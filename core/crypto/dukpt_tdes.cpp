#include <algorithm>
#include <array>
#include <bit>

#include "crypto/cipher.h"
#include "crypto/dukpt.h"
#include "crypto/scratch.h"

namespace tappay::crypto::dukpt {

namespace {

constexpr int kMostBits = 10;
constexpr std::uint32_t kCounterMask = 0x1FFFFF;
constexpr std::size_t kHalf = 8, kKey = 16;
constexpr std::array<std::uint8_t, kKey> kOtherHalf = {0xC0, 0xC0, 0xC0, 0xC0, 0, 0, 0, 0,
                                                       0xC0, 0xC0, 0xC0, 0xC0, 0, 0, 0, 0};

SecretBytes exclusiveOr(ByteView a, ByteView b) {
    SecretBytes both(a);
    for (std::size_t i = 0; i < b.size(); ++i)
        both.writable()[i] ^= b[i];
    return both;
}

std::uint32_t counterOf(ByteView serial) {
    const auto end = serial.last(3);
    return (std::uint32_t{end[0]} << 16 | std::uint32_t{end[1]} << 8 | end[2]) & kCounterMask;
}

Bytes withCounter(ByteView serial, std::uint32_t counter) {
    Bytes set(serial.begin(), serial.end());
    auto end = std::span(set).last(3);
    end[0] = static_cast<std::uint8_t>((end[0] & 0xE0) | counter >> 16);
    end[1] = static_cast<std::uint8_t>(counter >> 8);
    end[2] = static_cast<std::uint8_t>(counter);
    return set;
}

// X9.24-1, A.2: the non-reversible key generation process, one half of it.
Result<ScratchBytes> generateHalf(ByteView key, ByteView serial) {
    const auto left = key.first(kHalf), right = key.last(kHalf);
    TAPPAY_TRY(octets,
               encryptEcb(BlockCipher::Des, left, exclusiveOr(serial.last(kHalf), right).view()));
    ScratchBytes half(std::move(octets));
    for (std::size_t i = 0; i < kHalf; ++i)
        half.writable()[i] ^= right[i];
    return half;
}

Result<SecretBytes> twoHalves(Result<ScratchBytes> left, Result<ScratchBytes> right) {
    if (!left) return std::unexpected(left.error());
    if (!right) return std::unexpected(right.error());
    SecretBytes key(kKey);
    std::ranges::copy(right->view(), std::ranges::copy(left->view(), key.writable().begin()).out);
    return key;
}

Result<ScratchBytes> encipher(ByteView key, ByteView data) {
    TAPPAY_TRY(octets, encryptEcb(BlockCipher::Tdes, key, data));
    return ScratchBytes(std::move(octets));
}

// X9.24-1, table A-1: the octet of each half that differs.
std::size_t variantOctet(Use use) {
    switch (use) {
        case Use::Pin:
            return 7;
        case Use::MacGeneration:
            return 6;
        case Use::MacVerification:
            return 4;
        case Use::DataEncryption:
            return 5;
        case Use::DataDecryption:
            break;
    }
    return 3;
}

Result<void> checkSerial(ByteView serial) {
    if (serial.size() != kTdesSerial)
        return fail(FailureCode::InputMalformed, "key serial number is not 10 octets");
    return {};
}

}  // namespace

Result<std::uint32_t> nextTdesCounter(std::uint32_t counter) {
    if (counter >= kTdesLastCounter)
        return fail(FailureCode::KeyUnavailable, "the device has used all its keys");
    ++counter;
    while (std::popcount(counter) > kMostBits)
        counter += counter & -counter;
    return counter;
}

Result<SecretBytes> tdesInitialKey(ByteView base16, ByteView serial) {
    TAPPAY_CHECK(checkSerial(serial));
    if (base16.size() != kKey) return fail(FailureCode::CryptoFailed, "DUKPT key length");
    const auto device = withCounter(serial, 0);
    const auto data = ByteView(device).first(kHalf);
    return twoHalves(encipher(base16, data),
                     encipher(exclusiveOr(base16, kOtherHalf).view(), data));
}

Result<SecretBytes> tdesTransactionKey(const SecretBytes& initial, ByteView serial) {
    TAPPAY_CHECK(checkSerial(serial));
    if (initial.size() != kKey) return fail(FailureCode::CryptoFailed, "DUKPT key length");
    const auto counter = counterOf(serial);
    if (counter == 0 || std::popcount(counter) > kMostBits)
        return fail(FailureCode::KeyUnavailable, "no transaction has this counter");
    auto key = initial.clone();
    std::uint32_t reached = 0;
    for (std::uint32_t bit = 0x100000; bit != 0; bit >>= 1) {
        if ((counter & bit) == 0) continue;
        reached |= bit;
        const auto at = withCounter(serial, reached);
        TAPPAY_TRY(next, twoHalves(generateHalf(exclusiveOr(key.view(), kOtherHalf).view(), at),
                                   generateHalf(key.view(), at)));
        key = std::move(next);
    }
    return key;
}

Result<SecretBytes> tdesKey(const SecretBytes& initial, ByteView serial, Use use) {
    TAPPAY_TRY(key, tdesTransactionKey(initial, serial));
    for (const std::size_t half : {std::size_t{0}, kHalf})
        key.writable()[half + variantOctet(use)] ^= 0xFF;
    if (use != Use::DataEncryption && use != Use::DataDecryption) return key;
    return twoHalves(encipher(key.view(), key.view().first(kHalf)),
                     encipher(key.view(), key.view().last(kHalf)));
}

}  // namespace tappay::crypto::dukpt
