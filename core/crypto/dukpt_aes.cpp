#include <algorithm>
#include <array>
#include <bit>

#include "crypto/cipher.h"
#include "crypto/dukpt.h"
#include "crypto/scratch.h"

namespace tappay::crypto::dukpt {

namespace {

constexpr int kMostBits = 16;
constexpr std::uint16_t kInitialKeyUse = 0x8001, kDerivationUse = 0x8000;
constexpr std::size_t kDeviceId = 4;  // the second half of the initial key id

// X9.24-3, table 2.
std::uint16_t indicator(Use use) {
    switch (use) {
        case Use::Pin:
            return 0x1000;
        case Use::MacGeneration:
            return 0x2000;
        case Use::MacVerification:
            return 0x2001;
        case Use::DataEncryption:
            return 0x3000;
        case Use::DataDecryption:
            break;
    }
    return 0x3001;
}

void putNumber(std::span<std::uint8_t> to, std::uint32_t value) {
    for (auto at = to.rbegin(); at != to.rend(); ++at, value >>= 8)
        *at = static_cast<std::uint8_t>(value);
}

// X9.24-3, 6.3.2: each block of the key is a block of derivation data enciphered by the key above.
Result<SecretBytes> derive(ByteView from, std::uint16_t use, ByteView context) {
    const std::size_t size = from.size();
    if (size != 16 && size != 24 && size != 32)
        return fail(FailureCode::CryptoFailed, "DUKPT key length");
    SecretBytes key(size);
    std::array<std::uint8_t, 16> data{0x01};
    putNumber(std::span(data).subspan(2, 2), use);
    putNumber(std::span(data).subspan(4, 2), static_cast<std::uint32_t>(2 + (size - 16) / 8));
    putNumber(std::span(data).subspan(6, 2), static_cast<std::uint32_t>(size * 8));
    std::ranges::copy(context, data.begin() + 8);
    for (std::size_t done = 0; done < size; done += data.size()) {
        data[1] = static_cast<std::uint8_t>(done / data.size() + 1);
        TAPPAY_TRY(octets, encryptEcb(BlockCipher::Aes, from, data));
        const ScratchBytes block(std::move(octets));
        const auto wanted = std::min(size - done, data.size());
        std::ranges::copy(block.view().first(wanted), key.writable().subspan(done).begin());
    }
    return key;
}

Bytes context(ByteView serial, std::uint32_t counter) {
    const auto device = serial.subspan(kAesKeyId - kDeviceId, kDeviceId);
    Bytes context(device.begin(), device.end());
    context.resize(8);
    putNumber(std::span(context).last(4), counter);
    return context;
}

}  // namespace

Bytes aesSerial(ByteView initialKeyId, std::uint32_t counter) {
    Bytes serial(initialKeyId.begin(), initialKeyId.end());
    serial.resize(kAesSerial);
    putNumber(std::span(serial).last(4), counter);
    return serial;
}

Result<std::uint32_t> aesCounter(ByteView serial) {
    if (serial.size() != kAesSerial)
        return fail(FailureCode::InputMalformed, "key serial number is not 12 octets");
    std::uint32_t counter = 0;
    for (const auto octet : serial.last(4))
        counter = counter << 8 | octet;
    return counter;
}

Result<std::uint32_t> nextAesCounter(std::uint32_t counter) {
    if (counter >= kAesLastCounter)
        return fail(FailureCode::KeyUnavailable, "the device has used all its keys");
    ++counter;
    // Adding the lowest bit clears it and what it carries over: the next number with fewer bits.
    while (std::popcount(counter) > kMostBits)
        counter += counter & -counter;
    return counter;
}

Result<void> checkAesAdvance(ByteView last, ByteView serial) {
    TAPPAY_TRY(before, aesCounter(last));
    TAPPAY_TRY(now, aesCounter(serial));
    if (!std::ranges::equal(last.first(kAesKeyId), serial.first(kAesKeyId)))
        return fail(FailureCode::KeyRejected, "key serial number of another device");
    if (now <= before)
        return fail(FailureCode::KeyRejected, "key serial number was used or goes back");
    return {};
}

Result<SecretBytes> aesInitialKey(ByteView base, ByteView initialKeyId) {
    if (initialKeyId.size() != kAesKeyId)
        return fail(FailureCode::InputMalformed, "initial key id is not 8 octets");
    return derive(base, kInitialKeyUse, initialKeyId);
}

Result<SecretBytes> aesTransactionKey(const SecretBytes& initial, ByteView serial) {
    TAPPAY_TRY(counter, aesCounter(serial));
    if (counter == 0 || counter > kAesLastCounter || std::popcount(counter) > kMostBits)
        return fail(FailureCode::KeyUnavailable, "no transaction has this counter");
    auto key = initial.clone();
    std::uint32_t reached = 0;
    for (std::uint32_t bit = 0x80000000; bit != 0; bit >>= 1) {
        if ((counter & bit) == 0) continue;
        reached |= bit;
        TAPPAY_TRY(next, aesStep(key, aesSerial(serial.first(kAesKeyId), reached)));
        key = std::move(next);
    }
    return key;
}

Result<SecretBytes> aesStep(const SecretBytes& above, ByteView serial) {
    TAPPAY_TRY(counter, aesCounter(serial));
    return derive(above.view(), kDerivationUse, context(serial, counter));
}

Result<SecretBytes> aesUseKey(const SecretBytes& transaction, ByteView serial, Use use) {
    TAPPAY_TRY(counter, aesCounter(serial));
    return derive(transaction.view(), indicator(use), context(serial, counter));
}

Result<SecretBytes> aesKey(const SecretBytes& initial, ByteView serial, Use use) {
    TAPPAY_TRY(transaction, aesTransactionKey(initial, serial));
    return aesUseKey(transaction, serial, use);
}

}  // namespace tappay::crypto::dukpt
