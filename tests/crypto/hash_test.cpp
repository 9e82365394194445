#include "crypto/hash.h"

#include <gtest/gtest.h>

#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

TEST(Hash, KnownAnswers) {
    // FIPS 180-4 examples; GB/T 32905-2016 Appendix A.
    EXPECT_EQ(toHex(sha1(asBytes("abc"))), "A9993E364706816ABA3E25717850C26C9CD0D89D");
    EXPECT_EQ(toHex(sha256(asBytes("abc"))),
              "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
    EXPECT_EQ(toHex(sha256({})),
              "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");
    EXPECT_EQ(toHex(sm3(asBytes("abc"))),
              "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0");
    std::string repeated;
    for (int i = 0; i < 16; ++i)
        repeated += "abcd";
    EXPECT_EQ(toHex(sm3(asBytes(repeated))),
              "DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732");
}

TEST(Hkdf, Rfc5869) {
    const Bytes secret(22, 0x0B);
    // A.1 and A.3: with and without salt and info.
    EXPECT_EQ(
        toHex(
            hkdfSha256(secret, hex("000102030405060708090A0B0C"), hex("F0F1F2F3F4F5F6F7F8F9"), 42)),
        "3CB25F25FAACD57A90434F64D0362F2A2D2D0A90CF1A5A4C5DB02D56ECC4C5BF34007208D5B887185865");
    EXPECT_EQ(
        toHex(hkdfSha256(secret, {}, {}, 42)),
        "8DA4E775A563C18F715F802A063C5A31B8A11F5C5EE1879EC3454E5F3C738D2D9D201395FAA4B61A96C8");
    // A.2: longer than one hash.
    const auto run = [](std::uint8_t from, std::size_t size) {
        Bytes octets;
        for (std::size_t i = 0; i < size; ++i)
            octets.push_back(static_cast<std::uint8_t>(from + i));
        return octets;
    };
    EXPECT_EQ(toHex(hkdfSha256(run(0x00, 80), run(0x60, 80), run(0xB0, 80), 82)),
              "B11E398DC80327A1C8E7F78C596A49344F012EDA2D4EFAD8A050CC4C19AFA97C59045A99CAC7827271CB"
              "41C65E590E09DA3275600C2F09B8367793A9ACA3DB71CC30C58179EC3E87C14C01D5C1F3434F1D87");
    EXPECT_TRUE(hkdfSha256(secret, {}, {}, 255 * 32 + 1).empty());
}

TEST(ConcatKdf, Rfc7518AppendixC) {
    const Bytes z(hex("9E56D91D817135D372834283BF84269CFB316EA3DA806A48F6DAA7798CFE90C4"));
    const Bytes otherInfo =
        concat({hex("00000007"), asBytes("A128GCM"), hex("00000005"), asBytes("Alice"),
                hex("00000003"), asBytes("Bob"), hex("00000080")});
    EXPECT_EQ(toHex(concatKdf(z, 16, otherInfo)), "56AA8DEAF8236D205C2228CD71A7101A");
    // One hash block is the hash of counter, secret and information.
    EXPECT_EQ(concatKdf(z, 32, otherInfo), sha256(concat({hex("00000001"), z, otherInfo})));
    EXPECT_EQ(concatKdf(z, 40, otherInfo).size(), 40U);
}

}  // namespace
}  // namespace tappay::crypto
