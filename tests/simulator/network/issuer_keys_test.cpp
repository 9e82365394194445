#include "simulator/network/issuer_keys.h"

#include <gtest/gtest.h>

namespace tappay::simulator::network {

namespace {

constexpr auto kPan = "6228480012345678901";
constexpr std::uint16_t kAtc = 3;
constexpr auto kArqc = "D86EA799901B3784";

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

SecretBytes session(const char* imk) {
    const auto card = deriveCardKey(hex(imk), kPan, "01").value();
    return deriveSessionKey(card.view(), kAtc).value();
}

}  // namespace

TEST(IssuerKeys, DeriveTheCardsKeysByOptionA) {
    EXPECT_EQ(toHex(deriveCardKey(hex("101112131415161718191A1B1C1D1E1F"), kPan, "01")->view()),
              "1AF7C198624CCB26DF9D6D68D5D085F1");
    EXPECT_EQ(toHex(deriveCardKey(hex("202122232425262728292A2B2C2D2E2F"), kPan, "01")->view()),
              "AE4A707598B0D31FE3F46E70314CCD46");
    EXPECT_EQ(
        toHex(
            deriveCardKey(hex("101112131415161718191A1B1C1D1E1F"), "6228480012345678", "")->view()),
        "430D80A8A1BCFE5802C81A8613A86E29");
}

TEST(IssuerKeys, DeriveASessionKeyFromTheTransactionCounter) {
    EXPECT_EQ(toHex(session("101112131415161718191A1B1C1D1E1F").view()),
              "64191632E0F202ABEFB0A179F445DAE3");
    EXPECT_EQ(toHex(session("202122232425262728292A2B2C2D2E2F").view()),
              "322049CBDF547F0408D9750ECE3B1337");
}

TEST(IssuerKeys, ComputeTheCryptogramAndItsAnswer) {
    const SecretBytes key = session("101112131415161718191A1B1C1D1E1F");
    const Bytes data =
        hex("00000001000000000000000001560000000000015626060100A1B2C3D47C00000303A00000");
    EXPECT_EQ(toHex(*applicationCryptogram(key.view(), data)), kArqc);
    EXPECT_EQ(toHex(*arpc(key.view(), hex(kArqc), "00")), "546AD9E800FD23A9");
    EXPECT_FALSE(arpc(key.view(), hex(kArqc), "000"));
}

TEST(IssuerKeys, MacAScriptCommand) {
    const SecretBytes key = session("202122232425262728292A2B2C2D2E2F");
    EXPECT_EQ(
        toHex(*scriptCommand(key.view(), kAtc, hex(kArqc), hex("04DA9F79"), hex("000000050000"))),
        "04DA9F790A0000000500006E4B7F38");
}

TEST(IssuerKeys, DoTheSameWithSm4) {
    constexpr auto sm4 = Cipher::Sm4;
    const auto card = deriveCardKey(hex("101112131415161718191A1B1C1D1E1F"), kPan, "01", sm4);
    EXPECT_EQ(toHex(card->view()), "C66893BCBFE50A7F30F0153D27388677");
    const auto key = deriveSessionKey(card->view(), kAtc, sm4);
    EXPECT_EQ(toHex(key->view()), "4E862F1FE2F0E8918AB638146DD676F6");
    const Bytes data =
        hex("00000001000000000000000001560000000000015626060100A1B2C3D47C00000303A00000");
    EXPECT_EQ(toHex(*applicationCryptogram(key->view(), data, sm4)), "5C96F5455FC3C851");
    EXPECT_EQ(toHex(*arpc(key->view(), hex("5C96F5455FC3C851"), "00", sm4)), "3894276F9BCBB078");
    EXPECT_EQ(
        toHex(*scriptCommand(hex("6ABF128F009E38149F5D537DE1FF9031"), kAtc, hex("5C96F5455FC3C851"),
                             hex("04DA9F79"), hex("000000050000"), sm4)),
        "04DA9F790A000000050000CBC583C1");
}

}  // namespace tappay::simulator::network
