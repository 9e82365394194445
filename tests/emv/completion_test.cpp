#include <gtest/gtest.h>

#include "emv/trial.h"

// EMV Book 3, 10.8 to 10.11: what the card says of its decision, and approvals without the issuer.
namespace tappay::emv::test {
namespace {

std::string nameOf(const Outcome& outcome) {
    return outcome.reason ? std::string(tappay::describe(outcome.reason->code).name) : "approved";
}

// Cryptogram information data of the one GENERATE AC of an offline transaction.
TEST(Completion, EveryRefusalSaysWhy) {
    struct Case {
        const char* cid;
        const char* reason;
        bool advice;
    };
    for (const auto& [cid, reason, advice] : std::vector<Case>{{"00", "card.declined", false},
                                                               {"01", "card.not_accepted", false},
                                                               {"02", "pin.blocked", false},
                                                               {"03", "card.declined", false},
                                                               {"04", "card.declined", false},
                                                               {"07", "card.declined", false},
                                                               {"08", "card.declined", true},
                                                               {"09", "card.not_accepted", true},
                                                               {"0A", "pin.blocked", true},
                                                               {"40", "approved", false},
                                                               {"48", "approved", true},
                                                               {"C0", "card.malformed", false}}) {
        Trial trial;
        trial.makeOffline();
        trial.card.on("80AE40", cryptogramAnswer(cid));
        const Outcome outcome = trial.run();
        EXPECT_EQ(nameOf(outcome), reason) << cid;
        EXPECT_EQ(outcome.adviceRequired, advice) << cid;
        EXPECT_EQ(outcome.responseCode, std::string_view(cid) == "C0"
                                            ? ""
                                            : (nameOf(outcome) == "approved" ? "Y1" : "Z1"));
    }
}

// The same of the second, after the issuer approved: what it approved has to be undone.
TEST(Completion, RefusalAgainstTheIssuer) {
    for (const auto& [cid, reason] :
         std::vector<std::pair<const char*, const char*>>{{"00", "card.declined"},
                                                          {"01", "card.not_accepted"},
                                                          {"02", "pin.blocked"},
                                                          {"03", "bank.answer_invalid"},
                                                          {"08", "card.declined"},
                                                          {"80", "card.malformed"}}) {
        Trial trial;
        trial.card.on("80AE40", cryptogramAnswer(cid));
        const Outcome outcome = trial.run();
        EXPECT_EQ(nameOf(outcome), reason) << cid;
        EXPECT_FALSE(approved(outcome)) << cid;
        EXPECT_TRUE(outcome.hostApproved) << cid;
    }
}

TEST(Completion, WhatTheTerminalFoundSaysWhyToo) {
    const auto deniedBy = [](const char* tacDenial, const auto& prepare) {
        Trial trial;
        trial.application().tacDenial = actionCode(tacDenial);
        prepare(trial);
        return nameOf(trial.run());
    };
    EXPECT_EQ(deniedBy("0000200000",
                       [](Trial& t) {
                           t.card.put(tag::kCvmList, "00000000000000000100");
                           t.card.on("80CA9F17", "9F1701009000");
                       }),
              "pin.blocked");
    EXPECT_EQ(deniedBy("0000080000",
                       [](Trial& t) {
                           t.card.put(tag::kCvmList, "00000000000000000200");
                           t.cardholder.pin = PinEntry::Bypassed;
                       }),
              "pin.required");
    EXPECT_EQ(deniedBy("8000000000", [](Trial&) {}), "card.declined");
}

TEST(Completion, OfflineApprovalIsKeptFirst) {
    Trial trial;
    trial.makeOffline();
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOffline);
    EXPECT_EQ(trial.host.kept, 1);
    EXPECT_EQ(trial.host.asked, 0);
    EXPECT_TRUE(trial.host.keptIcc.starts_with("9F260811223344556677889F270140"));
    EXPECT_TRUE(trial.host.keptIcc.ends_with("8A025931")) << "Y1";

    Trial cash;
    cash.makeOffline();
    cash.card.put(tag::kElectronicCash, "454343313233");
    (void)cash.run();
    EXPECT_TRUE(cash.host.keptIcc.ends_with("9F74064543433132338A025931"));
}

TEST(Completion, WhatIsNotKeptIsNotApproved) {
    for (const bool unreachable : {false, true})
        for (const FailureCode code : {FailureCode::JournalUnavailable, FailureCode::StorageFull}) {
            Trial trial;
            if (unreachable) {
                trial.application().tacDefault = {};
                trial.host.answer = fail(FailureCode::HostUnreachable);
            } else {
                trial.makeOffline();
            }
            trial.host.keeping = fail(code);
            const Outcome outcome = trial.run();
            EXPECT_EQ(outcome.decision, Decision::Ended);
            EXPECT_EQ(outcome.reason->code, code);
            EXPECT_EQ(trial.host.kept, 1);
        }
}

TEST(Completion, ApprovalWhenTheIssuerIsOutOfReach) {
    Trial trial;
    trial.application().tacDefault = {};
    trial.host.answer = fail(FailureCode::HostUnreachable);
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOffline);
    EXPECT_EQ(trial.host.kept, 1);
    EXPECT_TRUE(trial.host.keptIcc.starts_with("9F260811223344556677889F270140"));
    EXPECT_TRUE(trial.host.keptIcc.ends_with("8A025933")) << "Y3";
}

TEST(Completion, NothingElseIsKept) {
    Trial online;
    EXPECT_TRUE(approved(online.run()));
    Trial declined;
    declined.makeOffline();
    declined.card.on("80AE40", cryptogramAnswer("00"));
    (void)declined.run();
    Trial unknown;
    unknown.host.answer = fail(FailureCode::HostTimeout);
    (void)unknown.run();
    for (const Trial* one : {&online, &declined, &unknown})
        EXPECT_EQ(one->host.kept, 0);
}

}  // namespace
}  // namespace tappay::emv::test
