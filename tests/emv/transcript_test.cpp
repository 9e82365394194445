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
              "9F33032068C8"
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

}  // namespace
}  // namespace tappay::emv::test
