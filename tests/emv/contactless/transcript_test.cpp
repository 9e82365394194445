#include "emv/contactless/kernel.h"
#include "emv/contactless/tap_trial.h"
#include "emv/scripted_card.h"

namespace tappay::emv::test {
namespace {

Outcome follow(const std::string& name, TapTrial& trial) {
    ScriptedCard card(name);
    const auto allowed = contactless::preprocess(trial.parameters, trial.transaction);
    Outcome outcome =
        contactless::run(trial.parameters, trial.transaction, *allowed, trial.around(card));
    EXPECT_TRUE(card.finished());
    return outcome;
}

TEST(TapTranscript, OnlineWithPinByteForByte) {
    TapTrial trial;
    trial.transaction.amount.minor = 150'000;
    const Outcome outcome = follow("qpboc_online.apdu", trial);
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    EXPECT_EQ(outcome.cvm, CvmUsed::OnlinePin);
    EXPECT_EQ(outcome.label, "QUICKPASS");
    EXPECT_EQ(outcome.cid, 0x80);
    EXPECT_EQ(trial.host.icc,
              "9F2608A1A2A3A4A5A6A7A8"
              "9F270180"
              "9F1013070101"
              "03A00000010A010000050000"
              "45F9C038"
              "9F3704A1B2C3D4"
              "9F36020003"
              "95050000000000"
              "9A03261122"
              "9C0100"
              "9F0206000000150000"
              "5F2A020156"
              "82027C00"
              "9F1A020156"
              "9F0306000000000000"
              "9F330320F8C8"
              "9F3403020000"
              "9F350122"
              "9F1E085450303030303031"
              "8408A000000333010101"
              "9F09020030"
              "9F410400000042"
              "9F631001020304050607080910111213141516");
    EXPECT_EQ(trial.trace.heard, (std::vector<std::string>{
                                     "Book 1, 12.4: application A000000333010101",
                                     "JR/T 0025.12, pre-processing: terminal qualifiers 36C04080",
                                     "JR/T 0025.12, card's decision: the card asks the issuer",
                                     "JR/T 0025.12, cardholder verification: online PIN",
                                     "Book 3, 10.9: the issuer approves with response code 00",
                                 }));
}

TEST(TapTranscript, DeclinedByteForByte) {
    TapTrial trial;
    const Outcome outcome = follow("qpboc_declined.apdu", trial);
    EXPECT_EQ(outcome.decision, Decision::DeclinedByCard);
    EXPECT_EQ(outcome.responseCode, "Z1");
    EXPECT_EQ(toHex(outcome.cryptogram), "A1A2A3A4A5A6A7A8");
    EXPECT_EQ(trial.host.asked, 0);
}

}  // namespace
}  // namespace tappay::emv::test
