// The issuer's key derivations, cryptograms and script MACs, composed from the primitives of this
// room: JR/T 0025.5 and .7, EMV Book 2 Annex A1.

#include <gtest/gtest.h>

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "crypto/mac.h"
#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

Bytes inverted(ByteView octets) {
    Bytes result;
    for (const std::uint8_t octet : octets)
        result.push_back(static_cast<std::uint8_t>(octet ^ 0xFF));
    return result;
}

Bytes exclusiveOr(ByteView a, ByteView b) {
    Bytes result(a.begin(), a.end());
    for (std::size_t i = 0; i < b.size(); ++i)
        result[i] ^= b[i];
    return result;
}

Bytes oddParity(Bytes key) {
    for (std::uint8_t& octet : key)
        if (__builtin_popcount(octet) % 2 == 0) octet ^= 1;
    return key;
}

Bytes tdes(ByteView key, ByteView data) {
    return encryptEcb(BlockCipher::Tdes, key, data).value();
}

Bytes left(Bytes octets, std::size_t count) {
    octets.resize(count);
    return octets;
}

const Bytes kY = hex("8001234567890101");

Bytes masterKeyA(ByteView imk, ByteView y) {
    return oddParity(tdes(imk, concat({y, inverted(y)})));
}

Bytes pbocSession(ByteView udk, ByteView atc) {
    const Bytes zeros(6, 0);
    return oddParity(tdes(udk, concat({zeros, atc, zeros, inverted(atc)})));
}

Bytes sm4Session(ByteView udk, ByteView atc) {
    const Bytes zeros(6, 0);
    return encryptEcb(BlockCipher::Sm4, udk, concat({zeros, atc, zeros, inverted(atc)})).value();
}

Bytes cskSession(ByteView udk, ByteView atc) {
    Bytes f1 = concat({atc, Bytes(6, 0)});
    Bytes f2 = f1;
    f1[2] = 0xF0;
    f2[2] = 0x0F;
    return oddParity(tdes(udk, concat({f1, f2})));
}

TEST(IssuerKeys, MasterKeys) {
    for (const auto& [imk, udk] :
         {std::pair{"imk_ac", "udk_ac_A"}, {"imk_mac", "udk_mac"}, {"imk_enc", "udk_enc"}})
        EXPECT_EQ(toHex(masterKeyA(vectorHex("master_key", imk), kY)),
                  vectorText("master_key", udk));
    EXPECT_EQ(toHex(*encryptEcb(BlockCipher::Sm4, vectorHex("master_key", "imk_ac"),
                                concat({kY, inverted(kY)}))),
              vectorText("master_key", "udk_ac_sm4"));
}

TEST(IssuerKeys, MasterKeyOptionB) {
    // 19 digits and the sequence number: decimal digits of the SHA-1.
    const std::string padded =
        "0" + vectorText("master_key", "pan") + vectorText("master_key", "psn");
    const std::string digest = toHex(sha1(hex(padded.size() % 2 == 0 ? padded : padded.substr(1))));
    std::string y;
    for (const char c : digest)
        if (c <= '9' && y.size() < 16) y.push_back(c);
    for (const char c : digest)
        if (c > '9' && y.size() < 16) y.push_back(static_cast<char>(c - 'A' + '0'));
    EXPECT_EQ(toHex(masterKeyA(vectorHex("master_key", "imk_ac"), hex(y))),
              vectorText("master_key", "udk_ac_B"));
}

TEST(IssuerKeys, SessionKeys) {
    const Bytes atc = vectorHex("session", "atc");
    const Bytes udk = vectorHex("master_key", "udk_ac_A");
    EXPECT_EQ(toHex(pbocSession(udk, atc)), vectorText("session", "sk_ac_pboc"));
    EXPECT_EQ(toHex(cskSession(udk, atc)), vectorText("session", "sk_ac_csk"));
    EXPECT_EQ(toHex(pbocSession(vectorHex("master_key", "udk_mac"), atc)),
              vectorText("session", "sk_mac_pboc"));
    EXPECT_EQ(toHex(sm4Session(vectorHex("master_key", "udk_ac_sm4"), atc)),
              vectorText("session", "sk_ac_sm4"));
    const Bytes udkMacSm4 =
        encryptEcb(BlockCipher::Sm4, vectorHex("master_key", "imk_mac"), concat({kY, inverted(kY)}))
            .value();
    EXPECT_EQ(toHex(sm4Session(udkMacSm4, atc)), vectorText("session", "sk_mac_sm4"));
}

TEST(IssuerKeys, ApplicationCryptograms) {
    const Bytes data = padMethod2(vectorHex("ac", "data"), 8);
    EXPECT_EQ(toHex(*macAlg3(vectorHex("session", "sk_ac_pboc"), data)),
              vectorText("ac", "arqc_pboc"));
    EXPECT_EQ(toHex(*macAlg3(vectorHex("session", "sk_ac_csk"), data)), vectorText("ac", "ac_csk"));
    const Bytes sm4 = macSm4(vectorHex("session", "sk_ac_sm4"), vectorHex("ac", "data")).value();
    EXPECT_EQ(toHex(sm4), "5C96F5455FC3C8519666AD55C8FFA770");
    EXPECT_EQ(toHex(left(sm4, 8)), vectorText("ac", "arqc_sm4"));
}

TEST(IssuerKeys, AuthorisationResponseCryptograms) {
    const Bytes arc = hex("3030");
    const Bytes x = exclusiveOr(vectorHex("ac", "arqc_pboc"), arc);
    EXPECT_EQ(toHex(tdes(vectorHex("session", "sk_ac_pboc"), x)),
              vectorText("ac", "arpc1_pboc_3030"));
    const Bytes block = concat({exclusiveOr(vectorHex("ac", "arqc_sm4"), arc), Bytes(8, 0)});
    EXPECT_EQ(
        toHex(left(*encryptEcb(BlockCipher::Sm4, vectorHex("session", "sk_ac_sm4"), block), 8)),
        vectorText("ac", "arpc_sm4_3030"));
    const Bytes method2 = concat({vectorHex("ac", "ac_csk"), hex("00820000")});
    EXPECT_EQ(toHex(left(*macAlg3(vectorHex("session", "sk_ac_csk"), padMethod2(method2, 8)), 4)),
              vectorText("ac", "arpc2_csk_00820000"));
}

TEST(IssuerKeys, ScriptMacs) {
    const Bytes sk = vectorHex("session", "sk_mac_pboc");
    const Bytes data = vectorHex("script", "mac_data");
    EXPECT_EQ(toHex(left(*macAlg3(sk, padMethod2(data, 8)), 4)), vectorText("script", "mac"));
    EXPECT_EQ(toHex(left(*macAlg3(sk, padMethod2(vectorHex("script", "idd_mac_data"), 8)), 4)),
              vectorText("script", "idd_mac"));
    Bytes sm4Data = data;
    const Bytes arqc = vectorHex("ac", "arqc_sm4");
    std::copy(arqc.begin(), arqc.end(), sm4Data.begin() + 7);
    EXPECT_EQ(toHex(left(*macSm4(vectorHex("session", "sk_mac_sm4"), sm4Data), 4)),
              vectorText("script", "mac_sm4"));
    const std::string command = vectorText("script", "command");
    EXPECT_EQ(command, "04DA9F790A000000050000" + vectorText("script", "mac"));
    EXPECT_EQ(vectorText("script", "template72"), "7211860F" + command);
}

}  // namespace
}  // namespace tappay::crypto
