#include "protocol/pairing.h"

#include <gtest/gtest.h>

#include "base/secret.h"
#include "protocol/expect_strict.h"
#include "protocol/pairing_proof.h"

namespace tappay::protocol {
namespace {

constexpr const char* kTime = "2026-11-22T08:00:00.000Z";
constexpr const char* kId = "01936b2e-7c00-7abc-8def-0123456789ab";

crypto::EcPublicKey point(std::uint8_t octet) {
    return {crypto::Curve::P256, Bytes(64, octet)};
}

PairingTranscript transcript() {
    return {kId, point(0x11), keyHash(point(0x22)), "Mei's phone"};
}

Pairing pairing(PairingState state) {
    Pairing pairing;
    pairing.terminalId = "10000001";
    pairing.pairing = kId;
    pairing.state = state;
    if (state != PairingState::Offered) {
        pairing.name = "Mei's phone";
        pairing.key = point(0x11);
        pairing.proof = Bytes(32, 0x33);
    }
    if (state == PairingState::Accepted) {
        pairing.computerProof = Bytes(32, 0x44);
        pairing.phone = kId;
    }
    pairing.answerKey = point(0x55);
    pairing.expires = pairing.time = pairing.asked = kTime;
    return pairing;
}

TEST(Pairing, ProofsAreOfTheSecretAndOfAllThatWasSaid) {
    // HKDF and HMAC by another program (Python's hmac).
    const Bytes secret(32, 0xA5);
    EXPECT_EQ(toHex(phoneProof(secret, transcript()).value()),
              "FE5684108BC43458CB27D5A4CC1091D8995AEC80AD8AB74A987300E8A49C6B61");
    EXPECT_EQ(toHex(computerProof(secret, transcript()).value()),
              "08D6067FCD1099C927F37E55A0EA564D664F0A70677098A45E93F3B82DD462EF");
    EXPECT_EQ(pairingCode(secret, transcript()).value(), "686090");
    const auto proof = phoneProof(secret, transcript()).value();
    EXPECT_NE(phoneProof(Bytes(32, 0xA6), transcript()).value(), proof);
    for (int part = 0; part < 4; ++part) {
        auto other = transcript();
        if (part == 0) other.pairing.back() = 'c';
        if (part == 1) other.phone = point(0x12);
        if (part == 2) other.terminalHash = keyHash(point(0x23));
        if (part == 3) other.name = "Mei's ph0ne";
        EXPECT_NE(phoneProof(secret, other).value(), proof) << part;
    }
    EXPECT_EQ(phoneProof(Bytes(31, 0xA5), transcript()).error().code, FailureCode::CryptoFailed);
}

TEST(Pairing, TheCodeOnTheScreenIsReadStrictly) {
    const PairingInvitation invitation{"pay.example:443", kId, SecretBytes(Bytes(32, 0xA5)),
                                       keyHash(point(0x22)), keyHash(point(0x55))};
    const auto text = toText(encodeInvitation(invitation).view());
    const auto read = decodeInvitation(text);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->backEnd, "pay.example:443");
    EXPECT_EQ(read->pairing, kId);
    EXPECT_TRUE(equalConstantTime(read->secret.view(), Bytes(32, 0xA5)));
    EXPECT_EQ(read->terminalHash, keyHash(point(0x22)));
    EXPECT_EQ(read->answerHash, keyHash(point(0x55)));
    for (std::size_t length = 0; length < text.size(); ++length)
        EXPECT_FALSE(decodeInvitation(text.substr(0, length))) << length;
    for (const char* more : {"A", "&x=1", "&", " "})
        EXPECT_FALSE(decodeInvitation(text + more)) << more;
    auto upper = text;
    upper[0] = 'T';
    EXPECT_FALSE(decodeInvitation(upper));
    EXPECT_FALSE(decodeInvitation("tappay:pair?b=a b" + text.substr(text.find("&p="))));
    EXPECT_FALSE(decodeInvitation("tappay:pair?b=" + text.substr(text.find("&p="))));
}

TEST(Pairing, MessagesComeBackAsTheyWere) {
    for (const auto wish : {PairingWish::Show, PairingWish::Accept, PairingWish::Refuse}) {
        PairingQuestion question{"10000001", kId, wish, kTime};
        if (wish == PairingWish::Accept) question.proof = Bytes(32, 0x44);
        const auto read = decodePairingQuestion(encode(question));
        ASSERT_TRUE(read) << nameOf(wish);
        EXPECT_EQ(read->wish, wish);
        EXPECT_EQ(read->proof, question.proof);
        expectStrict(encode(question), decodePairingQuestion);
    }
    for (const auto state : {PairingState::Offered, PairingState::Answered, PairingState::Accepted,
                             PairingState::Refused, PairingState::Expired}) {
        const auto read = decodePairing(encode(pairing(state)));
        ASSERT_TRUE(read) << nameOf(state);
        EXPECT_EQ(encode(*read), encode(pairing(state)));
    }
}

TEST(Pairing, CodecsAreStrict) {
    expectStrict(encode(PairingOffer{"10000001", kId, HolderKind::Shop, kTime}),
                 decodePairingOffer);
    expectStrict(encode(PairingAnswer{kId, "Mei's phone", point(0x11), Bytes(32, 0x33), kTime}),
                 decodePairingAnswer, {"name = {\"v\":\"Mei's"});
    expectStrict(encode(PairingLook{kId, point(0x11), kTime}), decodePairingLook);
    expectStrict(encode(pairing(PairingState::Accepted)), decodePairing,
                 {"name = {\"v\":\"Mei's", "asked = {\"v\":\"\""});
    for (const auto* name : {"", "a\nb", "a\u202Eb", "\u200Bab"})
        EXPECT_FALSE(
            decodePairingAnswer(encode(PairingAnswer{kId, name, point(1), Bytes(32), kTime})))
            << name;
}

}  // namespace
}  // namespace tappay::protocol
