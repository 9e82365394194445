#include "crypto/mac.h"

#include <gtest/gtest.h>

#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

struct Message {
    Bytes key = vectorHex("mac", "key");
    std::string text = vectorText("mac", "msg_ascii");
    ByteView data = asBytes(text);
};

TEST(Mac, BankingForms) {
    const Message m;
    const ByteView left = ByteView(m.key).first(8);
    EXPECT_EQ(toHex(*macX99(left, m.data)), vectorText("mac", "x99_left"));
    EXPECT_EQ(toHex(*macX919(m.key, m.data)), vectorText("mac", "x919"));
    EXPECT_EQ(toHex(*macAlg3(m.key, padMethod2(m.data, 8))), vectorText("mac", "alg3_pad2"));
}

TEST(Mac, CupsEightCharacters) {
    const Message m;
    EXPECT_EQ(toText(*macCups(m.key, m.data)), vectorText("mac", "cups_double"));
    EXPECT_EQ(toText(*macCups(ByteView(m.key).first(8), m.data)),
              vectorText("mac", "cups_single_left"));
}

TEST(Mac, RefusesWrongKeysAndNoData) {
    const Message m;
    EXPECT_FALSE(macX99(m.key, m.data));
    EXPECT_FALSE(macX919(ByteView(m.key).first(8), m.data));
    EXPECT_FALSE(macAlg3(m.key, m.data));
    EXPECT_FALSE(macAlg3(m.key, {}));
    EXPECT_FALSE(macCups(ByteView(m.key).first(15), m.data));
    EXPECT_FALSE(macCups(m.key, {}));
    EXPECT_EQ(macSm4(ByteView(m.key).first(8), m.data).error().code, FailureCode::CryptoFailed);
}

TEST(Cmac, AesOfSp800_38b) {
    const Bytes key128 = hex("2B7E151628AED2A6ABF7158809CF4F3C");
    const Bytes key192 = hex("8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B");
    const Bytes key256 = hex("603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4");
    const Bytes data =
        hex("6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Aes, key128, {})), "BB1D6929E95937287FA37D129B756746");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Aes, key128, ByteView(data).first(16))),
              "070A16B46B4D4144F79BDD9DD04A287C");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Aes, key128, data)), "DFA66747DE9AE63030CA32611497C827");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Aes, key192, data)), "8A1DE5BE2EB31AAD089A82E6EE908B0E");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Aes, key256, data)), "AAF3D8F1DE5640C232F5B169B9C911E6");
}

TEST(Cmac, TdesOfSp800_38b) {
    const Bytes three = hex("8AA83BF8CBDA10620BC1BF19FBB6CD58BC313D4A371CA8B5");
    const Bytes two = hex("4CF15134A2850DD58A3D10BA80570D38");
    const Bytes data = hex("6BC1BEE22E409F96E93D7E117393172AAE2D8A57");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Tdes, three, {})), "B7A688E122FFAF95");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Tdes, three, ByteView(data).first(8))), "8E8F293136283797");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Tdes, three, data)), "743DDBE0CE2DC2ED");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Tdes, two, {})), "BD2EBF9A3BA00361");
    EXPECT_EQ(toHex(*cmac(BlockCipher::Tdes, two, data)), "62DD1B471902BD4E");
    EXPECT_FALSE(cmac(BlockCipher::Tdes, ByteView(two).first(8), data));
    EXPECT_FALSE(cmac(BlockCipher::Sm4, two, data));
}

TEST(Cmac, KeyBlockDerivationOfX9143) {
    // Key block protection: the encryption and MAC keys under a 128-bit and a 256-bit KBPK.
    const Bytes tdesKbpk = hex("0123456789ABCDEFFEDCBA9876543210");
    EXPECT_EQ(toHex(concat({*cmac(BlockCipher::Tdes, tdesKbpk, hex("0100000000000080")),
                            *cmac(BlockCipher::Tdes, tdesKbpk, hex("0200000000000080"))})),
              "34ADB3718BA916F6A4EDF76EBA91175B");
    EXPECT_EQ(toHex(concat({*cmac(BlockCipher::Tdes, tdesKbpk, hex("0100010000000080")),
                            *cmac(BlockCipher::Tdes, tdesKbpk, hex("0200010000000080"))})),
              "5E1DAFEC63A36C6A38EF3AA673758CE1");
    Bytes aesKbpk;
    for (std::uint8_t i = 0; i < 32; ++i)
        aesKbpk.push_back(i);
    EXPECT_EQ(toHex(concat({*cmac(BlockCipher::Aes, aesKbpk, hex("0100000000040100")),
                            *cmac(BlockCipher::Aes, aesKbpk, hex("0200000000040100"))})),
              "90408CF5B9CB450EC1923DCA3B470B08013CE1FC188C5727BE7637C74EBA9D4E");
}

TEST(Hmac, Rfc4231) {
    const Bytes key(20, 0x0B);
    EXPECT_EQ(toHex(*hmacSha256(key, asBytes("Hi There"))),
              "B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7");
    EXPECT_EQ(toHex(*hmacSha256(asBytes("Jefe"), asBytes("what do ya want for nothing?"))),
              "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843");
    const Bytes longKey(131, 0xAA);
    EXPECT_EQ(toHex(*hmacSha256(longKey,
                                asBytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
              "60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54");
    EXPECT_EQ(toHex(*hmacSha256({}, {})),
              "B613679A0814D9EC772F95D778C35FC5FF1697C493715653C6C712144292C5AD");
}

}  // namespace
}  // namespace tappay::crypto
