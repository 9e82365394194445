#include "crypto/pin_block.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/random.h"
#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

class FixedRandom final : public Random {
public:
    explicit FixedRandom(Bytes octets) : m_octets(std::move(octets)) {}
    void fill(std::span<std::uint8_t> bytes) override {
        ASSERT_EQ(bytes.size(), m_octets.size());
        std::ranges::copy(m_octets, bytes.begin());
    }

private:
    Bytes m_octets;
};

struct Card {
    std::string pinText = vectorText("pin", "pin");
    std::string panText = vectorText("pin", "pan");
    ByteView pin = asBytes(pinText);
    ByteView pan = asBytes(panText);
    Bytes pik = vectorHex("pin", "pik");
    Bytes aes = vectorHex("pin", "iso4_key");
};

TEST(PinBlock, ClearFormats) {
    const Card c;
    EXPECT_EQ(toHex(pinBlockFormat0(c.pin, c.pan)->view()), vectorText("pin", "iso0"));
    EXPECT_EQ(toHex(pinBlockFormat2(c.pin)->view()), vectorText("pin", "iso2"));
    EXPECT_EQ(toHex(pinBlockFormat2(asBytes("1234"))->view()), "241234FFFFFFFFFF");
    EXPECT_EQ(toHex(pinBlockFormat2(asBytes("123456789012"))->view()), "2C123456789012FF");
}

TEST(PinBlock, EncipheredFormats) {
    const Card c;
    EXPECT_EQ(toHex(*encipherPinFormat0(c.pik, c.pin, c.pan)), vectorText("pin", "enc_iso0"));
    FixedRandom random(vectorHex("pin", "iso4_random"));
    EXPECT_EQ(toHex(*encipherPinFormat4(c.aes, c.pin, c.pan, random)), vectorText("pin", "iso4"));
}

TEST(PinBlock, ReceivingSideReadsThePinBack) {
    const Card c;
    SystemRandom random;
    for (const char* text : {"1234", "12345", "123456", "123456789012", "0000"}) {
        const ByteView pin = asBytes(text);
        const Bytes block0 = encipherPinFormat0(c.pik, pin, c.pan).value();
        EXPECT_TRUE(equalConstantTime(decipherPinFormat0(c.pik, block0, c.pan)->view(), pin));
        const Bytes block4 = encipherPinFormat4(c.aes, pin, c.pan, random).value();
        EXPECT_TRUE(equalConstantTime(decipherPinFormat4(c.aes, block4, c.pan)->view(), pin));
    }
}

TEST(PinBlock, Format4DiffersEachTime) {
    const Card c;
    SystemRandom random;
    EXPECT_NE(*encipherPinFormat4(c.aes, c.pin, c.pan, random),
              *encipherPinFormat4(c.aes, c.pin, c.pan, random));
}

TEST(PinBlock, ShortPanInFormat4) {
    const Card c;
    SystemRandom random;
    const ByteView pan = asBytes("12345");
    const Bytes block = encipherPinFormat4(c.aes, c.pin, pan, random).value();
    EXPECT_TRUE(decipherPinFormat4(c.aes, block, pan));
    EXPECT_TRUE(decipherPinFormat4(c.aes, block, asBytes("000000012345")));
    EXPECT_FALSE(decipherPinFormat4(c.aes, block, asBytes("0000000012345")));
}

TEST(PinBlock, BoundToThePan) {
    const Card c;
    const std::string otherText = "6228480012345078909";
    const ByteView other = asBytes(otherText);
    EXPECT_FALSE(decipherPinFormat4(c.aes, vectorHex("pin", "iso4"), other));
    EXPECT_EQ(decipherPinFormat0(c.pik, vectorHex("pin", "enc_iso0"), other).error().code,
              FailureCode::CryptoFailed);
}

TEST(PinBlock, RefusesWhatIsNoPin) {
    const Card c;
    SystemRandom random;
    for (const char* text : {"", "123", "1234567890123", "12a4", "12 4"}) {
        const ByteView pin = asBytes(text);
        EXPECT_EQ(pinBlockFormat0(pin, c.pan).error().code, FailureCode::InputMalformed);
        EXPECT_EQ(pinBlockFormat2(pin).error().code, FailureCode::InputMalformed);
        EXPECT_FALSE(encipherPinFormat0(c.pik, pin, c.pan));
        EXPECT_FALSE(encipherPinFormat4(c.aes, pin, c.pan, random));
    }
}

TEST(PinBlock, RefusesWhatIsNoPan) {
    const Card c;
    SystemRandom random;
    for (const char* text : {"", "123456789012", "12345678901234567890", "622848001234567890D"})
        EXPECT_EQ(pinBlockFormat0(c.pin, asBytes(text)).error().code, FailureCode::InputMalformed);
    for (const char* text : {"", "12345678901234567890", "622848001234567890D"})
        EXPECT_FALSE(encipherPinFormat4(c.aes, c.pin, asBytes(text), random));
}

TEST(PinBlock, RefusesWrongKeysAndLengths) {
    const Card c;
    EXPECT_FALSE(encipherPinFormat0(Bytes(8, 1), c.pin, c.pan));
    EXPECT_FALSE(decipherPinFormat0(c.pik, Bytes(16, 0), c.pan));
    EXPECT_FALSE(decipherPinFormat4(c.aes, Bytes(8, 0), c.pan));
    const Bytes block = vectorHex("pin", "iso4");
    EXPECT_FALSE(decipherPinFormat4(Bytes(16, 0x77), block, c.pan));
}

}  // namespace
}  // namespace tappay::crypto
