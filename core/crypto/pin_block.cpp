#include "crypto/pin_block.h"

#include <algorithm>

#include "crypto/scratch.h"

namespace tappay::crypto {

namespace {

constexpr std::size_t kMinPin = 4;
constexpr std::size_t kMaxPin = 12;
constexpr std::size_t kBlock8 = 8;
constexpr std::size_t kBlock16 = 16;
constexpr std::size_t kPanDigits = 12;
constexpr std::size_t kMaxPan = 19;
constexpr std::size_t kPinNibble = 2;  // after the control field and the length

bool allDigits(ByteView text) {
    return std::ranges::all_of(text, [](std::uint8_t c) { return c >= '0' && c <= '9'; });
}

Result<void> checkPin(ByteView pin) {
    if (pin.size() < kMinPin || pin.size() > kMaxPin || !allDigits(pin))
        return fail(FailureCode::InputMalformed, "PIN is not 4 to 12 digits");
    return {};
}

void setNibble(std::span<std::uint8_t> block, std::size_t at, unsigned value) {
    std::uint8_t& octet = block[at / 2];
    octet = static_cast<std::uint8_t>(at % 2 == 0 ? (octet & 0x0F) | value << 4
                                                  : (octet & 0xF0) | value);
}

unsigned nibble(ByteView block, std::size_t at) {
    return at % 2 == 0 ? block[at / 2] >> 4 : block[at / 2] & 0x0F;
}

// Control field, length, digits and fill in the first eight octets of `block`.
void writePinField(std::span<std::uint8_t> block, unsigned control, unsigned fill, ByteView pin) {
    setNibble(block, 0, control);
    setNibble(block, 1, static_cast<unsigned>(pin.size()));
    for (std::size_t i = 0; i < kBlock8 * 2 - kPinNibble; ++i)
        setNibble(block, kPinNibble + i,
                  i < pin.size() ? static_cast<unsigned>(pin[i] - '0') : fill);
}

Result<SecretBytes> readPinField(ByteView block, unsigned control, unsigned fill) {
    const std::size_t length = nibble(block, 1);
    if (nibble(block, 0) != control || length < kMinPin || length > kMaxPin)
        return fail(FailureCode::CryptoFailed, "PIN block control field");
    SecretBytes pin(length);
    for (std::size_t i = 0; i < kBlock8 * 2 - kPinNibble; ++i) {
        const unsigned value = nibble(block, kPinNibble + i);
        if (i < length ? value > 9 : value != fill)
            return fail(FailureCode::CryptoFailed, "PIN block digits");
        if (i < length) pin.writable()[i] = static_cast<std::uint8_t>('0' + value);
    }
    return pin;
}

// Format 0: the twelve digits left of the check digit, right-justified.
Result<void> panFieldFormat0(ByteView pan, Scratch<kBlock8>& field) {
    if (pan.size() <= kPanDigits || pan.size() > kMaxPan || !allDigits(pan))
        return fail(FailureCode::InputMalformed, "PAN is not 13 to 19 digits");
    const ByteView digits = pan.subspan(pan.size() - 1 - kPanDigits, kPanDigits);
    for (std::size_t i = 0; i < kPanDigits; ++i)
        setNibble(field.writable(), 4 + i, static_cast<unsigned>(digits[i] - '0'));
    return {};
}

// Format 4: how many digits beyond twelve, then the PAN, padded to twelve digits on the left.
Result<void> panFieldFormat4(ByteView pan, Scratch<kBlock16>& field) {
    if (pan.empty() || pan.size() > kMaxPan || !allDigits(pan))
        return fail(FailureCode::InputMalformed, "PAN is not 1 to 19 digits");
    const std::size_t beyond = pan.size() > kPanDigits ? pan.size() - kPanDigits : 0;
    const std::size_t zeros = pan.size() < kPanDigits ? kPanDigits - pan.size() : 0;
    setNibble(field.writable(), 0, static_cast<unsigned>(beyond));
    for (std::size_t i = 0; i < pan.size(); ++i)
        setNibble(field.writable(), 1 + zeros + i, static_cast<unsigned>(pan[i] - '0'));
    return {};
}

void exclusiveOr(std::span<std::uint8_t> to, ByteView other) {
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i] ^= other[i];
}

BlockFunction encryptionWith(BlockCipher cipher, ByteView key) {
    return [=](ByteView blocks) { return encryptEcb(cipher, key, blocks); };
}

BlockFunction decryptionWith(BlockCipher cipher, ByteView key) {
    return [=](ByteView blocks) { return decryptEcb(cipher, key, blocks); };
}

}  // namespace

Result<SecretBytes> pinBlockFormat0(ByteView pin, ByteView pan) {
    TAPPAY_CHECK(checkPin(pin));
    Scratch<kBlock8> panField;
    TAPPAY_CHECK(panFieldFormat0(pan, panField));
    SecretBytes block(kBlock8);
    writePinField(block.writable(), 0, 0xF, pin);
    exclusiveOr(block.writable(), panField.view());
    return block;
}

Result<SecretBytes> pinBlockFormat2(ByteView pin) {
    TAPPAY_CHECK(checkPin(pin));
    SecretBytes block(kBlock8);
    writePinField(block.writable(), 2, 0xF, pin);
    return block;
}

Result<Bytes> encipherPinFormat0(const BlockFunction& encrypt, ByteView pin, ByteView pan) {
    TAPPAY_TRY(block, pinBlockFormat0(pin, pan));
    return encrypt(block.view());
}

Result<Bytes> encipherPinFormat4(const BlockFunction& encrypt, ByteView pin, ByteView pan,
                                 Random& random) {
    TAPPAY_CHECK(checkPin(pin));
    Scratch<kBlock16> panField;
    TAPPAY_CHECK(panFieldFormat4(pan, panField));
    Scratch<kBlock16> block;
    writePinField(block.writable(), 4, 0xA, pin);
    random.fill(block.writable().subspan(kBlock8));
    TAPPAY_TRY(betweenOctets, encrypt(block.view()));
    ScratchBytes between(std::move(betweenOctets));
    exclusiveOr(between.writable(), panField.view());
    return encrypt(between.view());
}

Result<SecretBytes> decipherPinFormat0(const BlockFunction& decrypt, ByteView block, ByteView pan) {
    if (block.size() != kBlock8) return fail(FailureCode::CryptoFailed, "PIN block length");
    Scratch<kBlock8> panField;
    TAPPAY_CHECK(panFieldFormat0(pan, panField));
    TAPPAY_TRY(clearOctets, decrypt(block));
    ScratchBytes clear(std::move(clearOctets));
    exclusiveOr(clear.writable(), panField.view());
    return readPinField(clear.view(), 0, 0xF);
}

Result<SecretBytes> decipherPinFormat4(const BlockFunction& decrypt, ByteView block, ByteView pan) {
    if (block.size() != kBlock16) return fail(FailureCode::CryptoFailed, "PIN block length");
    Scratch<kBlock16> panField;
    TAPPAY_CHECK(panFieldFormat4(pan, panField));
    TAPPAY_TRY(betweenOctets, decrypt(block));
    ScratchBytes between(std::move(betweenOctets));
    exclusiveOr(between.writable(), panField.view());
    TAPPAY_TRY(clearOctets, decrypt(between.view()));
    ScratchBytes clear(std::move(clearOctets));
    return readPinField(clear.view(), 4, 0xA);
}

Result<Bytes> encipherPinFormat0(ByteView pik16, ByteView pin, ByteView pan) {
    return encipherPinFormat0(encryptionWith(BlockCipher::Tdes, pik16), pin, pan);
}

Result<Bytes> encipherPinFormat4(ByteView aesKey, ByteView pin, ByteView pan, Random& random) {
    return encipherPinFormat4(encryptionWith(BlockCipher::Aes, aesKey), pin, pan, random);
}

Result<SecretBytes> decipherPinFormat0(ByteView pik16, ByteView block, ByteView pan) {
    return decipherPinFormat0(decryptionWith(BlockCipher::Tdes, pik16), block, pan);
}

Result<SecretBytes> decipherPinFormat4(ByteView aesKey, ByteView block, ByteView pan) {
    return decipherPinFormat4(decryptionWith(BlockCipher::Aes, aesKey), block, pan);
}

}  // namespace tappay::crypto
