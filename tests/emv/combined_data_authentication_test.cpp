#include <gtest/gtest.h>

#include "emv/certificates.h"
#include "emv/trial.h"

// CDA: the signature that comes with the cryptogram (EMV Book 2, 6.6).
namespace tappay::emv::test {
namespace {

using Defect = Chain::CdaDefect;
constexpr std::array kDefects{Defect::WrongCid, Defect::WrongHash, Defect::WrongSignature,
                              Defect::NoSignature};

Trial cdaTrial() {
    const Chain& chain = Chain::withRemainders();
    Trial trial;
    trial.parameters.caKeys = {chain.caKey()};
    chain.certify(trial.card, "7D00");
    trial.card.setPdol("9F02065F2A02");
    return trial;
}

TEST(CombinedDataAuthentication, BothCryptogramsSigned) {
    const Chain& chain = Chain::withRemainders();
    Trial trial = cdaTrial();
    chain.answerCda(trial.card, "80AE90", "80");
    chain.answerCda(trial.card, "80AE50", "40");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    EXPECT_EQ(toHex(outcome.tvr), "0000048000");
    EXPECT_EQ(toHex(outcome.tsi), "E800");
    EXPECT_EQ(toHex(outcome.cryptogram), "C0DEC0DEC0DEC0DE") << "taken from the signature";
    EXPECT_TRUE(trial.host.icc.starts_with("9F2608C0DEC0DEC0DEC0DE9F270180"));
}

TEST(CombinedDataAuthentication, UnsignedArqcNeverReachesTheIssuer) {
    for (const Defect defect : kDefects) {
        Trial trial = cdaTrial();
        Chain::withRemainders().answerCda(trial.card, "80AE90", "80", defect);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended);
        EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed);
        EXPECT_EQ(trial.host.asked, 0);
        EXPECT_EQ(toHex(outcome.tvr).substr(0, 2), "04");
        EXPECT_TRUE(trial.card.wasAsked("80AE00")) << "the card is told the end";
        EXPECT_EQ(outcome.responseCode, "Z1");
    }
}

TEST(CombinedDataAuthentication, UnsignedFinalTcIsNoApproval) {
    for (const Defect defect : kDefects) {
        Trial trial = cdaTrial();
        Chain::withRemainders().answerCda(trial.card, "80AE90", "80");
        Chain::withRemainders().answerCda(trial.card, "80AE50", "40", defect);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended);
        EXPECT_TRUE(outcome.hostApproved) << "to be undone";
        EXPECT_TRUE(outcome.reason);
    }
}

TEST(CombinedDataAuthentication, OfflineTc) {
    Trial good = cdaTrial();
    good.makeOffline();
    Chain::withRemainders().answerCda(good.card, "80AE50", "40");
    const Outcome approvedOutcome = good.run();
    EXPECT_EQ(approvedOutcome.decision, Decision::ApprovedOffline);
    EXPECT_EQ(approvedOutcome.responseCode, "Y1");
    for (const Defect defect : kDefects) {
        Trial trial = cdaTrial();
        trial.makeOffline();
        Chain::withRemainders().answerCda(trial.card, "80AE50", "40", defect);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended);
        EXPECT_EQ(outcome.responseCode, "Z1");
    }
}

TEST(CombinedDataAuthentication, RefusalNeedsNoSignature) {
    Trial trial = cdaTrial();
    trial.card.on("80AE90", cryptogramAnswer("00"));
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::DeclinedByCard);
    EXPECT_EQ(toHex(outcome.tvr).substr(0, 2), "00");
}

TEST(CombinedDataAuthentication, CryptogramInClearIsNotBelieved) {
    Trial trial = cdaTrial();
    Chain::withRemainders().answerCda(trial.card, "80AE90", "80", Defect::OtherCryptogram);
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::Ended) << "an object the signature does not cover";
    EXPECT_EQ(trial.host.asked, 0);
}

}  // namespace
}  // namespace tappay::emv::test
