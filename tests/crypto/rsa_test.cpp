#include "crypto/rsa.h"

#include <gtest/gtest.h>

#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

TEST(Rsa, RecoverUndoesSign) {
    for (const std::uint32_t exponent : {3U, 65537U}) {
        const auto key = rsaGenerate(1024, exponent).value();
        ASSERT_EQ(key.publicKey.modulus.size(), 128U);
        EXPECT_EQ(toHex(key.publicKey.exponent), exponent == 3 ? "03" : "010001");
        Bytes data(128, 0xBB);
        data.front() = 0x6A;
        data.back() = 0xBC;
        const Bytes signature = rsaSignRaw(key, data).value();
        EXPECT_NE(signature, data);
        EXPECT_EQ(*rsaRecover(key.publicKey, signature), data);
    }
}

TEST(Rsa, KeepsLeadingZeros) {
    const auto key = rsaGenerate(1024, 3).value();
    Bytes data(128, 0);
    data.back() = 2;
    EXPECT_EQ(*rsaRecover(key.publicKey, *rsaSignRaw(key, data)), data);
    // 2 to the power of 3, without a private key.
    const Bytes eight = rsaRecover(key.publicKey, data).value();
    EXPECT_EQ(eight.size(), 128U);
    EXPECT_EQ(eight.back(), 8);
}

TEST(Rsa, SmallNumbersByHand) {
    // N = 0xC5 * 0xD3 = 41567; 1234^3 mod N worked out on paper.
    const RsaPublicKey key{hex("A25F"), hex("03")};
    constexpr unsigned expected = 1234ULL * 1234 * 1234 % 41567;
    const Bytes recovered = rsaRecover(key, hex("04D2")).value();
    EXPECT_EQ(recovered[0] << 8 | recovered[1], expected);
}

TEST(Rsa, RefusesWhatDoesNotFit) {
    const RsaPublicKey key{hex("A25F"), hex("03")};
    EXPECT_EQ(rsaRecover(key, hex("D2")).error().code, FailureCode::CryptoFailed);
    EXPECT_FALSE(rsaRecover(key, hex("0004D2")));
    EXPECT_FALSE(rsaRecover(key, hex("A25F")));
    EXPECT_FALSE(rsaRecover({hex("A25E"), hex("03")}, hex("04D2")));
    EXPECT_FALSE(rsaRecover({hex("A25F"), {}}, hex("04D2")));
    EXPECT_FALSE(rsaRecover({{}, hex("03")}, {}));
    const auto real = rsaGenerate(1024, 3).value();
    EXPECT_FALSE(rsaSignRaw(real, Bytes(127, 1)));
    EXPECT_FALSE(rsaSignRaw(real, Bytes(128, 0xFF)));
    EXPECT_FALSE(rsaSignRaw({real.publicKey, SecretBytes(ByteView(hex("3000")))}, Bytes(128, 1)));
}

}  // namespace
}  // namespace tappay::crypto
