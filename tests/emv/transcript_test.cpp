#include "emv/kernel.h"
#include "emv/scripted_card.h"
#include "emv/surroundings.h"

namespace tappay::emv::test {
namespace {

TEST(Transcript, OnlinePurchaseByteForByte) {
    ScriptedCard card("online_purchase.apdu");
    FakeCardholder cardholder;
    FakeHost host;
    host.answer->issuerAuthentication = *fromHex("546AD9E800FD23A93030");
    host.answer->scripts = *fromHex(
        "71169F180400000001860D84240000081122334455667788"
        "7211860F04DA9F790A0000000500006E4B7F38");
    FixedClock clock;
    ScriptedRandom random;
    const Outcome outcome =
        run(shopParameters(), sale(12345), {card, cardholder, host, clock, random, {}});

    EXPECT_TRUE(card.finished());
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    EXPECT_FALSE(outcome.reason);
    EXPECT_TRUE(outcome.hostAsked);
    EXPECT_TRUE(outcome.hostApproved);
    EXPECT_FALSE(outcome.signatureNeeded);
    EXPECT_EQ(outcome.cvm, CvmUsed::OnlinePin);
    EXPECT_EQ(outcome.maskedPan, "622848*********8901");
    EXPECT_EQ(outcome.panSequence, "01");
    EXPECT_EQ(toHex(outcome.aid), "A000000333010101");
    EXPECT_EQ(outcome.label, "UNIONPAY DEBIT");
    EXPECT_EQ(toHex(outcome.tvr), "8000048000");
    EXPECT_EQ(toHex(outcome.tsi), "7C00");
    EXPECT_EQ(toHex(outcome.cvmResults), "420300");
    EXPECT_EQ(toHex(outcome.aip), "1C00");
    EXPECT_EQ(toHex(outcome.atc), "0003");
    EXPECT_EQ(toHex(outcome.cryptogram), "0102030405060708");
    EXPECT_EQ(toHex(outcome.iad), "0701010394000001");
    EXPECT_EQ(toHex(outcome.unpredictableNumber), "A1B2C3D4");
    EXPECT_EQ(outcome.cid, 0x40);
    EXPECT_EQ(outcome.responseCode, "00");
    EXPECT_EQ(toHex(outcome.scriptResults), "20000000012000000000");

    EXPECT_EQ(host.asked, 1);
    EXPECT_EQ(host.pan, "6228480012345678901");
    EXPECT_EQ(host.track2, "6228480012345678901D30122010000012300");
    EXPECT_EQ(host.expiry, "3012");
    EXPECT_EQ(host.panSequence, "01");
    EXPECT_TRUE(host.pinEntered);
    EXPECT_EQ(host.icc,
              "9F2608D86EA799901B3784"
              "9F270180"
              "9F100807010103A0000001"
              "9F3704A1B2C3D4"
              "9F36020003"
              "95058000048000"
              "9A03261122"
              "9C0100"
              "9F0206000000012345"
              "5F2A020156"
              "82021C00"
              "9F1A020156"
              "9F0306000000000000"
              "9F330320F8C8"
              "9F3403420300"
              "9F350122"
              "9F1E085450303030303031"
              "8408A000000333010101"
              "9F09020030"
              "9F410400000042"
              "9F631001020304050607080910111213141516");
    EXPECT_EQ(cardholder.steps, (std::vector{Step::Selecting, Step::Reading, Step::Authenticating,
                                             Step::CardRead, Step::Authorising, Step::Completing}));
}

// Of the transcript with an enciphered PIN.
constexpr const char* kAuthority =
    "C7E27215A1D1FF862045906636C519A3350B6DFADFB00CFD22C95CCC2470544F08C4D92FC3E283BE"
    "B94FFC27DA0B174A73F4FDF1E72D9277074B0D64A0C61D25318A8849B709EE31D0964F03C6653837"
    "11D6B322798BF63FD593B9602C87C8FF";

// What a transcript needs besides a shop's parameters, and what comes of it.
struct Branch {
    const char* file;
    std::function<void(Parameters&, FakeCardholder&, FakeHost&, ScriptedRandom&)> prepare;
    Decision decision;
    const char* tvr;
    const char* tsi;
    const char* cvmResults;
    const char* responseCode;
    const char* scriptResults;
};

void neverOnline(Parameters& parameters) {
    parameters.aids.front().floorLimit = 1'000'000;
    parameters.aids.front().tacOnline = {};
}

void enterPins(FakeCardholder& cardholder, std::vector<std::string> pins) {
    cardholder.offlinePins = std::move(pins);
}

std::vector<Branch> branches() {
    using P = Parameters;
    using C = FakeCardholder;
    using H = FakeHost;
    using R = ScriptedRandom;
    using enum Decision;
    return {
        {"offline_pin_plaintext.apdu",
         [](P&, C& person, H&, R&) { enterPins(person, {"1111", "1234"}); }, ApprovedOnline,
         "8000008000", "6800", "410302", "00", ""},
        {"offline_pin_enciphered.apdu",
         [](P& parameters, C& person, H&, R& random) {
             enterPins(person, {"1234"});
             const CaKey authority{*fromHex("A000000333"), 0xF0,
                                   crypto::RsaPublicKey{*fromHex(kAuthority), {0x03}}, 0};
             parameters.caKeys = {authority};
             for (std::uint8_t i = 0; i < 47; ++i)
                 random.script.push_back(static_cast<std::uint8_t>(0x10 + i));
         },
         ApprovedOnline, "8000008000", "6800", "040002", "00", ""},
        {"offline_pin_blocked.apdu",
         [](P&, C& person, H& host, R&) {
             enterPins(person, {"1111", "1234"});
             host.answer = HostAnswer{false, "38", {}, {}};
         },
         DeclinedByHost, "8000A08000", "6800", "010001", "38", ""},
        {"default_action_codes.apdu",
         [](P& parameters, C&, H& host, R&) {
             parameters.aids.front().tacDefault = {};
             host.answer = fail(FailureCode::HostUnreachable);
         },
         ApprovedOffline, "8000008000", "6800", "1F0002", "Y3", ""},
        {"scripts.apdu",
         [](P&, C&, H& host, R&) {
             host.answer->scripts = *fromHex(
                 "712D9F180400000001860D84240000081122334455667788"
                 "8609841E000004AABBCCDD860A04DA9F79050000000001"
                 "72299F180400000002860F04DA9F790A0000000500006E4B7F38"
                 "860F04DA9F6D0A00000001000001020304");
         },
         ApprovedOnline, "8000008020", "6C00", "1F0002", "00", "12000000012000000002"},
        {"choice_of_two.apdu",
         [](P& parameters, C& person, H&, R&) {
             AidParameters credit = parameters.aids.front();
             credit.aid = *fromHex("A000000333010102");
             parameters.aids.push_back(credit);
             person.choice = 1;
         },
         ApprovedOnline, "8000008000", "6800", "1F0002", "00", ""},
        {"offline_approval.apdu", [](P& parameters, C&, H&, R&) { neverOnline(parameters); },
         ApprovedOffline, "8000000000", "6800", "1F0002", "Y1", ""},
        {"velocity.apdu",
         [](P& parameters, C&, H&, R&) { parameters.aids.front().floorLimit = 1'000'000; },
         ApprovedOnline, "8000006000", "6800", "1F0002", "00", ""},
    };
}

TEST(Transcript, EachBranchByteForByte) {
    for (const Branch& branch : branches()) {
        SCOPED_TRACE(branch.file);
        ScriptedCard card(branch.file);
        Parameters parameters = shopParameters();
        FakeCardholder cardholder;
        FakeHost host;
        FixedClock clock;
        ScriptedRandom random;
        branch.prepare(parameters, cardholder, host, random);
        const Outcome outcome =
            run(parameters, sale(12345), {card, cardholder, host, clock, random, {}});
        EXPECT_TRUE(card.finished());
        EXPECT_EQ(outcome.decision, branch.decision);
        EXPECT_EQ(toHex(outcome.tvr), branch.tvr);
        EXPECT_EQ(toHex(outcome.tsi), branch.tsi);
        EXPECT_EQ(toHex(outcome.cvmResults), branch.cvmResults);
        EXPECT_EQ(outcome.responseCode, branch.responseCode);
        EXPECT_EQ(toHex(outcome.scriptResults), branch.scriptResults);
        EXPECT_EQ(host.kept, outcome.decision == Decision::ApprovedOffline ? 1 : 0);
    }
}

}  // namespace
}  // namespace tappay::emv::test
