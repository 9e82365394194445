#include "emv/offline_pin.h"

#include <gtest/gtest.h>

#include "emv/certificates.h"
#include "emv/cvm_expectation.h"
#include "emv/reader_keys.h"
#include "emv/sm2_chain.h"

// EMV Book 3, 10.5.1; Book 2, 7: what becomes of a PIN the card verifies.
namespace tappay::emv::test {
namespace {

using Words = std::vector<std::string>;

const std::string kThreeLeft = "9F1701039000";

// The answers to VERIFY, one after the other.
ModelCard::Answer inTurn(Words answers) {
    return [answers, at = std::size_t{0}](const apdu::Command&) mutable {
        return apdu::parseResponse(*fromHex(answers.at(at++)));
    };
}

// Tries left as the person is shown them, "-" when the card does not tell.
Words asked(const FakeCardholder& cardholder) {
    Words words;
    for (const PinRequest& request : cardholder.pinRequests)
        words.push_back((request.triesLeft ? std::to_string(*request.triesLeft) : "-") +
                        (request.lastAttemptWrong ? " wrong" : ""));
    return words;
}

Trial withRules(const std::string& rules, const Words& pins = {"1234"}) {
    Trial trial;
    trial.card.put(tag::kCvmList, std::string(kNoAmounts) + rules);
    trial.card.on("80CA9F17", kThreeLeft);
    trial.card.on("0020", "9000");
    trial.cardholder.offlinePins = pins;
    return trial;
}

struct Case {
    const char* what;
    const char* rules;
    std::string counter;  // the answer to GET DATA 9F17
    Words answers;        // to VERIFY
    Words pins;
    const char* results;
    const char* tvr;  // octet 3
    CvmUsed used;
    Words asked;
};

TEST(OfflinePin, Plaintext) {
    using enum CvmUsed;
    const std::string p = "1234";
    const std::vector<Case> cases{
        {"right", "0100", kThreeLeft, {"9000"}, {p}, "010002", "00", OfflinePin, {"3"}},
        {"counter not told", "0100", "6A88", {"9000"}, {p}, "010002", "00", OfflinePin, {"-"}},
        {"odd counter", "0100", "9F170200039000", {"9000"}, {p}, "010002", "00", OfflinePin, {"-"}},
        {"last try", "0100", "9F1701019000", {"9000"}, {p}, "010002", "00", OfflinePin, {"1"}},
        {"wrong, then right",
         "0100",
         kThreeLeft,
         {"63C2", "9000"},
         {"1111", p},
         "010002",
         "00",
         OfflinePin,
         {"3", "2 wrong"}},
        {"blocked before", "0100", "9F1701009000", {}, {p}, "010001", "A0", None, {}},
        {"blocked now",
         "0100",
         kThreeLeft,
         {"63C2", "63C1", "63C0"},
         {p, p, p, p},
         "010001",
         "A0",
         None,
         {"3", "2 wrong", "1 wrong"}},
        {"never a fourth try",
         "0100",
         "9F17010F9000",
         {"63CE", "63CD", "63CC"},
         {p, p, p, p},
         "010001",
         "80",
         None,
         {"15", "14 wrong", "13 wrong"}},
        {"nor by another rule",
         "43000100",
         "9F17010F9000",
         {"63CE", "63CD", "63CC"},
         {p, p, p, p},
         "010001",
         "80",
         None,
         {"15", "14 wrong", "13 wrong"}},
        {"no rule asks after the last try",
         "43000100",
         kThreeLeft,
         {"63C0"},
         {p, p},
         "010001",
         "A0",
         None,
         {"3"}},
        {"6983", "0100", "6A88", {"6983"}, {p}, "010001", "A0", None, {"-"}},
        {"6984", "0100", "6A88", {"6984"}, {p}, "010001", "A0", None, {"-"}},
        {"another status", "0100", kThreeLeft, {"6A88"}, {p}, "010001", "80", None, {"3"}},
        {"then signature", "41001E00", kThreeLeft, {"6A88"}, {p}, "1E0000", "00", Signature, {"3"}},
        {"bypassed", "0100", kThreeLeft, {}, {}, "010001", "88", None, {"3"}},
        {"wrong, then bypassed",
         "0100",
         kThreeLeft,
         {"63C2"},
         {p},
         "010001",
         "88",
         None,
         {"3", "2 wrong"}},
        {"bypassed, no other PIN", "41000200", kThreeLeft, {}, {}, "020001", "88", None, {"3"}},
        {"bypassed, no PIN again", "41000300", kThreeLeft, {}, {}, "030001", "88", None, {"3"}},
        {"bypassed, then signature",
         "41001E00",
         kThreeLeft,
         {},
         {},
         "1E0000",
         "08",
         Signature,
         {"3"}},
        {"blocked, then online PIN",
         "41000200",
         "9F1701009000",
         {},
         {},
         "020000",
         "24",
         OnlinePin,
         {"-"}},
        {"and signature",
         "0300",
         kThreeLeft,
         {"9000"},
         {p},
         "030000",
         "00",
         OfflinePinAndSignature,
         {"3"}},
        {"and signature, PIN failed",
         "0300",
         kThreeLeft,
         {"63C0"},
         {p},
         "030001",
         "A0",
         None,
         {"3"}},
        {"and signature, bypassed", "4300", kThreeLeft, {}, {}, "430001", "88", None, {"3"}},
    };
    for (const Case& one : cases) {
        Trial trial = withRules(one.rules, one.pins);
        trial.card.on("80CA9F17", one.counter);
        trial.card.on("0020", inTurn(one.answers));
        const Outcome outcome = trial.run();
        expectCvm({one.what, one.results, one.tvr, one.used}, outcome, trial.host);
        EXPECT_EQ(asked(trial.cardholder), one.asked) << one.what;
    }
}

TEST(OfflinePin, TheBlockOfThePlaintextPin) {
    Trial trial = withRules("0100", {"123456"});
    (void)trial.run();
    EXPECT_EQ(trial.card.lastAsked("0020"), "002000800826123456FFFFFFFF");
    const auto block = [](std::string_view digits) {
        const auto made = plaintextPinBlock(asBytes(digits));
        return made ? toHex(made->view()) : std::string();
    };
    EXPECT_EQ(block("1234"), "241234FFFFFFFFFF");
    EXPECT_EQ(block("12345"), "2512345FFFFFFFFF");
    EXPECT_EQ(block("123456789012"), "2C123456789012FF");
    for (const char* odd : {"", "123", "1234567890123", "12a4", "12 4"})
        EXPECT_EQ(block(odd), "") << odd;
    Trial broken = withRules("0100", {"123"});
    EXPECT_EQ(broken.run().reason->code, FailureCode::Internal);
    EXPECT_FALSE(broken.card.wasAsked("0020"));
}

TEST(OfflinePin, BypassIsOfferedWhenARuleFollows) {
    Trial trial = withRules("41001F00");
    (void)trial.run();
    EXPECT_TRUE(trial.cardholder.pinRequests.at(0).bypassAllowed);
    EXPECT_EQ(trial.cardholder.pinRequests.at(0).amount.minor, 12345);
    Trial last = withRules("0100");
    (void)last.run();
    EXPECT_FALSE(last.cardholder.pinRequests.at(0).bypassAllowed);
}

TEST(OfflinePin, WhatEndsTheEntry) {
    for (const FailureCode code : {FailureCode::Cancelled, FailureCode::PinTimeout}) {
        Trial trial = withRules("41001F00");
        trial.cardholder.pin = fail(code);
        EXPECT_EQ(trial.run().reason->code, code);
        EXPECT_FALSE(trial.card.wasAsked("80AE"));
    }
    for (const char* rule : {"01", "02", "04"}) {
        Trial trial = withRules(std::string(rule) + "00");
        Chain::withRemainders().certify(trial.card, "1C00");
        trial.parameters.caKeys = {Chain::withRemainders().caKey()};
        trial.cardholder.pin = fail(FailureCode::NotConfigured);
        const Outcome outcome = trial.run();
        EXPECT_EQ(toHex(outcome.tvr).substr(4, 2), "90") << "no pad for " << rule;
        EXPECT_EQ(toHex(outcome.cvmResults), std::string(rule) + "0001");
        EXPECT_FALSE(trial.card.wasAsked("0020"));
    }
    Trial torn = withRules("41001F00");
    torn.card.tear("0020");
    EXPECT_EQ(torn.run().reason->code, FailureCode::CardRemoved);
}

TEST(OfflinePin, OnTheReadersOwnKeys) {
    ReaderKeys keys;
    keys.answers = {apdu::Response{{}, 0x63C2}, apdu::Response{{}, 0x9000}};
    Trial trial = withRules("0100");
    trial.card.keys = &keys;
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.cvm, CvmUsed::OfflinePin);
    EXPECT_EQ(trial.cardholder.asksOnReader, 2);
    EXPECT_EQ(asked(trial.cardholder), (Words{"3", "2 wrong"}));
    EXPECT_FALSE(trial.card.wasAsked("0020"));

    Trial cancelled = withRules("41001F00");
    keys.answers = {fail(FailureCode::Cancelled)};
    cancelled.card.keys = &keys;
    EXPECT_EQ(cancelled.run().reason->code, FailureCode::Cancelled);
}

// A card with certified keys that is asked for an enciphered PIN.
Trial enciphered(const std::string& rules = "0400") {
    const Chain& chain = Chain::withRemainders();
    Trial trial = withRules(rules);
    chain.certify(trial.card, "1C00");
    trial.parameters.caKeys = {chain.caKey()};
    trial.card.on("0084", "11223344556677889000");
    return trial;
}

std::string decipher(const crypto::RsaPrivateKey& key, const std::string& command) {
    return toHex(*crypto::rsaSignRaw(key, apdu::parseCommand(*fromHex(command))->data));
}

TEST(OfflinePin, EncipheredWithTheSignatureKey) {
    Trial trial = enciphered();
    trial.random.script = *fromHex("A1B2C3D4C0FFEE");
    const Outcome outcome = trial.run();
    EXPECT_EQ(toHex(outcome.cvmResults), "040002");
    EXPECT_EQ(outcome.cvm, CvmUsed::OfflinePin);
    const std::string verify = trial.card.lastAsked("00200088");
    ASSERT_EQ(verify.size(), 2 * (5U + 96U));
    const std::string clear = decipher(Chain::withRemainders().icc, verify);
    EXPECT_EQ(clear.substr(0, 40), "7F241234FFFFFFFFFF1122334455667788C0FFEE");
    EXPECT_EQ(verify.find("1234FFFF"), std::string::npos);
    Trial both = enciphered("0500");
    const Outcome combined = both.run();
    EXPECT_EQ(toHex(combined.cvmResults), "050000");
    EXPECT_EQ(combined.cvm, CvmUsed::OfflinePinAndSignature);
}

TEST(OfflinePin, EncipheredWithAKeyForPins) {
    const crypto::RsaPrivateKey& pinKey = Chain::withoutRemainders().icc;
    Trial trial = enciphered();
    Chain::withRemainders().certifyPin(trial.card, pinKey.publicKey);
    EXPECT_EQ(trial.run().cvm, CvmUsed::OfflinePin);
    EXPECT_EQ(decipher(pinKey, trial.card.lastAsked("00200088")).substr(0, 34),
              "7F241234FFFFFFFFFF1122334455667788");
    // A key for PINs that is not certified is not replaced by another one.
    CertificateText text = iccText();
    text.hashError = true;
    Trial broken = enciphered();
    Chain::withRemainders().certifyPin(broken.card, pinKey.publicKey, text);
    EXPECT_EQ(toHex(broken.run().cvmResults), "040001");
    EXPECT_TRUE(broken.cardholder.pinRequests.empty()) << "nobody is asked for nothing";
}

TEST(OfflinePin, EveryAttemptHasAChallengeOfItsOwn) {
    Trial trial = enciphered();
    trial.cardholder.offlinePins = {"1111", "1234"};
    trial.card.on("0020", inTurn({"63C2", "9000"}));
    EXPECT_EQ(trial.run().cvm, CvmUsed::OfflinePin);
    EXPECT_EQ(std::ranges::count(trial.card.heard, "0084000000"), 2);
}

TEST(OfflinePin, EncipheringThatIsNotPossible) {
    for (const char* challenge : {"6D00", "9000", "112233445566779000", "1122334455667788999000"}) {
        Trial trial = enciphered();
        trial.card.on("0084", challenge);
        const Outcome outcome = trial.run();
        EXPECT_EQ(toHex(outcome.cvmResults), "040001") << challenge;
        EXPECT_EQ(toHex(outcome.tvr).substr(4, 2), "80") << challenge;
        EXPECT_FALSE(trial.card.wasAsked("0020")) << challenge;
    }
    Trial unknown = enciphered();
    unknown.parameters.caKeys.clear();
    EXPECT_EQ(toHex(unknown.run().cvmResults), "040001");
    for (const bool keyForPins : {false, true}) {
        Trial sm2 = withRules("0400");
        if (keyForPins) sm2.card.put(tag::kPinCertificate, "14");
        Sm2Chain::instance().issue(sm2.card, "1C00");
        sm2.parameters.caKeys = {Sm2Chain::instance().caKey()};
        EXPECT_EQ(toHex(sm2.run().cvmResults), "040001") << "nothing is enciphered with SM2";
        EXPECT_TRUE(sm2.cardholder.pinRequests.empty());
    }
    Trial torn = enciphered("44001F00");
    torn.card.tear("0084");
    EXPECT_EQ(torn.run().reason->code, FailureCode::CardRemoved);
}

}  // namespace
}  // namespace tappay::emv::test
