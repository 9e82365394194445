#include "crypto/cipher.h"

#include <gtest/gtest.h>

#include "crypto/random.h"
#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

TEST(Cipher, DesKnownAnswer) {
    // FIPS 81, Appendix B: "Now is t".
    EXPECT_EQ(toHex(*encryptEcb(BlockCipher::Des, hex("0123456789ABCDEF"), asBytes("Now is t"))),
              "3FA40E8A984D4815");
    EXPECT_EQ(
        toHex(*decryptEcb(BlockCipher::Des, hex("0123456789ABCDEF"), hex("3FA40E8A984D4815"))),
        toHex(asBytes("Now is t")));
}

TEST(Cipher, TdesTwoAndThreeKeys) {
    // NIST SP 800-67 Appendix B.1, first block.
    const Bytes key = hex("0123456789ABCDEF23456789ABCDEF01456789ABCDEF0123");
    EXPECT_EQ(toHex(*encryptEcb(BlockCipher::Tdes, key, asBytes("The qufc"))), "A826FD8CE53B855F");
    const Bytes two = hex("0123456789ABCDEFFEDCBA9876543210");
    const Bytes three = concat({two, ByteView(two).first(8)});
    const Bytes data(16, 0x5A);
    EXPECT_EQ(*encryptEcb(BlockCipher::Tdes, two, data),
              *encryptEcb(BlockCipher::Tdes, three, data));
}

TEST(Cipher, AesKnownAnswers) {
    // FIPS 197, Appendix C.
    const Bytes plain = hex("00112233445566778899AABBCCDDEEFF");
    const Bytes key = hex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");
    const ByteView octets(key);
    EXPECT_EQ(toHex(*encryptEcb(BlockCipher::Aes, octets.first(16), plain)),
              "69C4E0D86A7B0430D8CDB78070B4C55A");
    EXPECT_EQ(toHex(*encryptEcb(BlockCipher::Aes, octets.first(24), plain)),
              "DDA97CA4864CDFE06EAF70A0EC0D7191");
    EXPECT_EQ(toHex(*encryptEcb(BlockCipher::Aes, octets, plain)),
              "8EA2B7CA516745BFEAFC49904B496089");
    // NIST SP 800-38A, F.2.1.
    const Bytes cbcKey = hex("2B7E151628AED2A6ABF7158809CF4F3C");
    const ByteView iv = octets.first(16);
    EXPECT_EQ(toHex(*encryptCbc(BlockCipher::Aes, cbcKey, iv,
                                hex("6BC1BEE22E409F96E93D7E117393172A"
                                    "AE2D8A571E03AC9C9EB76FAC45AF8E51"))),
              "7649ABAC8119B246CEE98E9B12E9197D5086CB9B507219EE95DB113A917678B2");
}

TEST(Cipher, Sm4KnownAnswer) {
    // GB/T 32907-2016, Appendix A.1.
    const Bytes key = hex("0123456789ABCDEFFEDCBA9876543210");
    EXPECT_EQ(toHex(*encryptEcb(BlockCipher::Sm4, key, key)), "681EDF34D206965E86B3E94F536E4246");
}

TEST(Cipher, DecryptionUndoesEncryption) {
    const struct {
        BlockCipher cipher;
        std::size_t keyOctets;
    } cases[] = {{BlockCipher::Des, 8},  {BlockCipher::Tdes, 16}, {BlockCipher::Tdes, 24},
                 {BlockCipher::Aes, 16}, {BlockCipher::Aes, 24},  {BlockCipher::Aes, 32},
                 {BlockCipher::Sm4, 16}};
    SystemRandom random;
    for (const auto& c : cases) {
        Bytes key(c.keyOctets);
        Bytes data(64);
        Bytes iv(blockSize(c.cipher));
        random.fill(key);
        random.fill(data);
        random.fill(iv);
        EXPECT_EQ(*decryptEcb(c.cipher, key, *encryptEcb(c.cipher, key, data)), data);
        EXPECT_EQ(*decryptCbc(c.cipher, key, iv, *encryptCbc(c.cipher, key, iv, data)), data);
        EXPECT_NE(*encryptCbc(c.cipher, key, iv, data), *encryptEcb(c.cipher, key, data));
    }
}

TEST(Cipher, RefusesWrongSizes) {
    const Bytes key(16, 1);
    const Bytes block(16, 2);
    for (const std::size_t octets : {0U, 7U, 9U, 15U, 17U, 33U}) {
        const Bytes wrong(octets, 1);
        for (const auto cipher :
             {BlockCipher::Des, BlockCipher::Tdes, BlockCipher::Aes, BlockCipher::Sm4}) {
            const auto result = encryptEcb(cipher, wrong, block);
            ASSERT_FALSE(result);
            EXPECT_EQ(result.error().code, FailureCode::CryptoFailed);
        }
    }
    EXPECT_FALSE(encryptEcb(BlockCipher::Aes, key, ByteView(block).first(15)));
    EXPECT_FALSE(encryptCbc(BlockCipher::Aes, key, ByteView(block).first(8), block));
    EXPECT_TRUE(encryptEcb(BlockCipher::Aes, key, {})->empty());
}

TEST(Padding, Methods1And2) {
    EXPECT_EQ(toHex(padMethod1(hex("0102"), 8)), "0102000000000000");
    EXPECT_EQ(toHex(padMethod1(hex("0102030405060708"), 8)), "0102030405060708");
    EXPECT_EQ(toHex(padMethod2(hex("0102"), 8)), "0102800000000000");
    EXPECT_EQ(toHex(padMethod2(hex("0102030405060708"), 8)), "01020304050607088000000000000000");
    EXPECT_EQ(toHex(padMethod2({}, 8)), "8000000000000000");
}

TEST(Gcm, KnownAnswer) {
    // The GCM proposal's test case 16 (McGrew, Viega), as in NIST's vectors.
    const Bytes key = hex("FEFFE9928665731C6D6A8F9467308308FEFFE9928665731C6D6A8F9467308308");
    const Bytes nonce = hex("CAFEBABEFACEDBADDECAF888");
    const Bytes aad = hex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
    const Bytes plain =
        hex("D9313225F88406E5A55909C5AFF5269A86A7A9531534F7DA2E4C303D8A318A72"
            "1C3C0C95956809532FCF0E2449A6B525B16AEDF5AA0DE657BA637B39");
    const auto sealed = sealGcm(key, nonce, aad, plain).value();
    EXPECT_EQ(toHex(sealed.ciphertext),
              "522DC1F099567D07F47F37A32A84427D643A8CDCBFE5C0C97598A2BD2555D1AA"
              "8CB08E48590DBB3DA7B08B1056828838C5F61E6393BA7A0ABCC9F662");
    EXPECT_EQ(toHex(sealed.tag), "76FC6ECE0F4E1768CDDF8853BB2D551B");
    EXPECT_EQ(*openGcm(key, nonce, aad, sealed.ciphertext, sealed.tag), plain);
}

TEST(Gcm, RefusesAnyChange) {
    const Bytes key(32, 7);
    const Bytes nonce(12, 9);
    const Bytes aad = toBytes("header");
    const auto sealed = sealGcm(key, nonce, aad, asBytes("amount 1.00")).value();
    Bytes tag = sealed.tag;
    tag[15] ^= 1;
    EXPECT_FALSE(openGcm(key, nonce, aad, sealed.ciphertext, tag));
    Bytes text = sealed.ciphertext;
    text[0] ^= 1;
    EXPECT_FALSE(openGcm(key, nonce, aad, text, sealed.tag));
    EXPECT_FALSE(openGcm(key, nonce, asBytes("Header"), sealed.ciphertext, sealed.tag));
    EXPECT_FALSE(openGcm(key, nonce, aad, sealed.ciphertext, ByteView(sealed.tag).first(12)));
    EXPECT_FALSE(openGcm(ByteView(key).first(16), nonce, aad, sealed.ciphertext, sealed.tag));
    EXPECT_FALSE(sealGcm(key, ByteView(nonce).first(11), aad, aad));
}

TEST(Gcm, EmptyPlaintext) {
    const Bytes key(32, 0);
    const Bytes nonce(12, 0);
    // Test case 13 of the same set.
    const auto sealed = sealGcm(key, nonce, {}, {}).value();
    EXPECT_EQ(toHex(sealed.tag), "530F8AFBC74536B9A963B4F1C4CB738B");
    EXPECT_TRUE(openGcm(key, nonce, {}, {}, sealed.tag)->empty());
}

TEST(CheckValue, OverAZeroBlock) {
    // The master key derivation's vector names the first three octets.
    const Bytes udk = vectorHex("master_key", "udk_ac_A");
    EXPECT_EQ(toHex(*checkValue(BlockCipher::Tdes, udk, 3)), "B069B0");
    EXPECT_EQ(checkValue(BlockCipher::Sm4, udk)->size(), 4U);
    EXPECT_EQ(checkValue(BlockCipher::Sm4, udk, 99)->size(), 16U);
}

TEST(CheckValue, SignOnKeys) {
    // Working keys under the terminal master key, each followed by its check value.
    const Bytes tmk = vectorHex("signon", "tmk");
    const Bytes pik = vectorHex("signon", "pik");
    const Bytes mak8 = vectorHex("signon", "mak8");
    const Bytes mak16 = vectorHex("signon", "mak16");
    const Bytes tdk = vectorHex("signon", "tdk");
    const auto slot = [&](const Bytes& key) {
        return concat(
            {*encryptEcb(BlockCipher::Tdes, tmk, key), *checkValue(BlockCipher::Tdes, key)});
    };
    const Bytes zeros(8, 0);
    EXPECT_EQ(toHex(concat({slot(pik), *encryptEcb(BlockCipher::Tdes, tmk, mak8), zeros,
                            *checkValue(BlockCipher::Des, mak8)})),
              vectorText("signon", "f62_40"));
    EXPECT_EQ(toHex(concat({slot(pik), slot(mak16), slot(tdk)})), vectorText("signon", "f62_60"));
}

}  // namespace
}  // namespace tappay::crypto
