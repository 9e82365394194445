#include "simulator/card/keys.h"

#include <gtest/gtest.h>

#include "terminal_side.h"

namespace tappay::simulator {
namespace {

using test::hex;

constexpr const char* kPan = "6228480012345678901";
const Bytes kCardAc = hex("1AF7C198624CCB26DF9D6D68D5D085F1");
const Bytes kArqc = hex("D86EA799901B3784");

TEST(Keys, CardKeysByOptionA) {
    EXPECT_EQ(cardKey(hex("101112131415161718191A1B1C1D1E1F"), kPan, "01").value(), kCardAc);
    EXPECT_EQ(toHex(cardKey(hex("202122232425262728292A2B2C2D2E2F"), kPan, "01").value()),
              "AE4A707598B0D31FE3F46E70314CCD46");
    EXPECT_EQ(toHex(cardKey(hex("303132333435363738393A3B3C3D3E3F"), kPan, "01").value()),
              "B30D2F7C9861AE58FEFB9E6897DC8A43");
    // A shorter number, and no sequence number.
    EXPECT_EQ(
        toHex(cardKey(hex("101112131415161718191A1B1C1D1E1F"), "6228480012345678", "").value()),
        "430D80A8A1BCFE5802C81A8613A86E29");
    EXPECT_FALSE(cardKey(hex("1011"), kPan, "01"));
}

TEST(Keys, SessionKeys) {
    EXPECT_EQ(toHex(sessionKey(kCardAc, 3).value()), "64191632E0F202ABEFB0A179F445DAE3");
    EXPECT_EQ(toHex(sessionKey(hex("AE4A707598B0D31FE3F46E70314CCD46"), 3).value()),
              "322049CBDF547F0408D9750ECE3B1337");
}

TEST(Keys, CryptogramAndItsAnswer) {
    const auto key = sessionKey(kCardAc, 3).value();
    EXPECT_EQ(applicationCryptogram(key, hex("00000001000000000000000001560000000000015626060100"
                                             "A1B2C3D47C00000303A00000"))
                  .value(),
              kArqc);
    EXPECT_EQ(toHex(responseCryptogram(key, kArqc, asBytes("00")).value()), "546AD9E800FD23A9");
    EXPECT_NE(toHex(responseCryptogram(key, kArqc, asBytes("51")).value()), "546AD9E800FD23A9");
}

TEST(Keys, ScriptMacs) {
    const auto key = hex("322049CBDF547F0408D9750ECE3B1337");
    EXPECT_EQ(toHex(scriptMac(key, hex("04DA9F790A"), 3, kArqc, hex("000000050000")).value()),
              "6E4B7F38");
    EXPECT_EQ(toHex(discretionaryMac(key, 3, hex("0000050000")).value()), "45F9C038");
}

TEST(Keys, NewPinGoesThereAndBack) {
    const auto key = sessionKey(hex("B30D2F7C9861AE58FEFB9E6897DC8A43"), 3).value();
    const auto sent = encipherNewPin(kCardAc, key, "123456").value();
    EXPECT_EQ(toHex(sent), "43EDAB7B2697DCF8E006D4F35229188F");
    EXPECT_EQ(decipherNewPin(kCardAc, key, sent).value(), "123456");
    const auto guarded = encipherNewPin(kCardAc, key, "9876", "123456").value();
    EXPECT_EQ(decipherNewPin(kCardAc, key, guarded, "123456").value(), "9876");
    EXPECT_FALSE(decipherNewPin(kCardAc, key, guarded, "923456"));
    EXPECT_FALSE(decipherNewPin(kCardAc, key, hex("00")));
}

}  // namespace
}  // namespace tappay::simulator
