#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

namespace tappay::emv::test {
namespace {

TEST(TapOffline, ApprovedAndKeptBeforeItIsSaid) {
    TapTrial trial;
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOffline);
    EXPECT_EQ(outcome.interface, CardInterface::Contactless);
    EXPECT_EQ(outcome.next, Next::Nothing);
    EXPECT_FALSE(outcome.reason);
    EXPECT_FALSE(outcome.hostAsked);
    EXPECT_EQ(outcome.responseCode, "Y1");
    EXPECT_EQ(outcome.cid, 0x40);
    EXPECT_EQ(outcome.cardBalance, 50000);
    EXPECT_EQ(outcome.maskedPan, "622848*********8901");
    EXPECT_EQ(outcome.panSequence, "01");
    EXPECT_EQ(toHex(outcome.cvmResults), "1F0002");
    EXPECT_EQ(trial.host.kept, 1);
    EXPECT_EQ(trial.host.interface, CardInterface::Contactless);
    EXPECT_EQ(trial.card.payments, 1);
    EXPECT_EQ(trial.cardholder.steps,
              (std::vector{Step::Selecting, Step::Reading, Step::CardRead}));
    EXPECT_EQ(trial.host.icc,
              "9F26081122334455667788"
              "9F270140"
              "9F10080701010390000001"
              "9F3704A1B2C3D4"
              "9F36020007"
              "95050000000000"
              "9A03261122"
              "9C0100"
              "9F0206000000012345"
              "5F2A020156"
              "82027C00"
              "9F1A020156"
              "9F0306000000000000"
              "9F330320F8C8"
              "9F34031F0002"
              "9F350122"
              "9F1E085450303030303031"
              "8408A000000333010101"
              "9F09020030"
              "9F410400000042"
              "8A025931");
}

// None that the specification does not need.
TEST(TapOffline, Commands) {
    TapTrial trial;
    (void)trial.run();
    EXPECT_EQ(trial.card.heard, (std::vector<std::string>{
                                    "00A404000E325041592E5359532E444446303100",
                                    "00A4040008A00000033301010100",
                                    "80A80000238321"
                                    "36004080"
                                    "000000012345"
                                    "000000000000"
                                    "0156"
                                    "0000000000"
                                    "0156"
                                    "261122"
                                    "00"
                                    "A1B2C3D4"
                                    "00",
                                    "00B2010C00",
                                    "00B2011400",
                                    "00B2011C00",
                                }));
}

TEST(TapOffline, WhatCannotBeKeptIsNotApproved) {
    for (const FailureCode code : {FailureCode::JournalUnavailable, FailureCode::StorageFull}) {
        TapTrial trial;
        trial.host.keeping = fail(code);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended);
        EXPECT_EQ(outcome.reason->code, code);
        EXPECT_EQ(outcome.next, Next::Nothing);
        EXPECT_FALSE(outcome.cardBalance);
    }
}

TEST(TapOffline, BalanceOnlyWhenTheCardTellsOne) {
    TapTrial trial;
    trial.card.balance.clear();
    EXPECT_FALSE(trial.run().cardBalance);
    trial.card.balance = "0000000F0000";
    EXPECT_FALSE(trial.run().cardBalance);
    trial.card.balance = "000000050000";
    trial.card.decision = TapCard::kAskIssuer;
    EXPECT_FALSE(trial.run().cardBalance);
}

TEST(TapOffline, Expired) {
    struct Case {
        const char* expiry;
        const char* ctq;
        std::uint8_t type;
        Decision decision;
    };
    for (const Case& one : {Case{"261122", "0000", 0x22, Decision::ApprovedOffline},
                            Case{"261121", "0000", 0x22, Decision::DeclinedByCard},
                            Case{"261121", "2000", 0x22, Decision::DeclinedByCard},
                            Case{"261121", "0800", 0x22, Decision::ApprovedOnline},
                            Case{"261121", "0800", 0x23, Decision::DeclinedByCard}}) {
        TapTrial trial;
        trial.card.put(1, tag::kExpiry, one.expiry);
        trial.card.certify();
        trial.card.ctq = one.ctq;
        trial.parameters.terminal.type = one.type;
        trial.parameters.contactless.otherWayAfterPaid = true;
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, one.decision) << one.expiry << one.ctq;
        EXPECT_EQ(toHex(outcome.tvr), "0000000000");
        EXPECT_EQ(trial.host.asked, one.decision == Decision::ApprovedOnline ? 1 : 0);
    }
}

TEST(TapOffline, RecordsMustHoldADateAndANumber) {
    struct Case {
        tlv::Tag tag;
        const char* hex;
    };
    for (const Case& one :
         {Case{tag::kExpiry, ""}, Case{tag::kExpiry, "301331"}, Case{tag::kExpiry, "3012"},
          Case{tag::kPan, "622848"}, Case{tag::kPan, "6228480012345678902F"},
          Case{tag::kPan, "62284800123456789AAF"}}) {
        TapTrial trial;
        trial.card.put(1, one.tag, one.hex);
        const Outcome outcome = trial.run();
        // Found before the last record is read, it keeps the card from paying.
        EXPECT_EQ(outcome.reason->code, trial.card.payments == 0 ? FailureCode::CardDataMalformed
                                                                 : FailureCode::PaidNotAccepted)
            << one.hex;
        EXPECT_EQ(trial.host.kept, 0);
    }
    for (const tlv::Tag missing : {tag::kExpiry}) {
        TapTrial trial;
        trial.card.drop(missing);
        EXPECT_EQ(trial.run().reason->code, FailureCode::PaidNotAccepted);
    }
}

TEST(TapOffline, NumberInTrack2IsEnough) {
    TapTrial trial;
    trial.card.drop(tag::kPan);
    trial.card.certify();
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOffline);
    EXPECT_EQ(outcome.maskedPan, "622848*********8901");
}

TEST(TapOffline, RecordsThatRepeatOrContradict) {
    struct Case {
        tlv::Tag tag;
        const char* hex;
    };
    for (const Case& one :
         {Case{tag::kTrack2, "6228480012345678901D30122010000012300F"}, Case{tag::kAip, "7C00"},
          Case{tag::kAfl, "08010100"}, Case{tag::kAmount, "000000012346"},
          Case{tag::kCurrency, "0840"}, Case{tag::kAvailableOfflineAmount, "000000050001"}}) {
        TapTrial trial;
        trial.card.put(3, one.tag, one.hex);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.reason->code, FailureCode::PaidNotAccepted) << one.hex;
        EXPECT_EQ(trial.host.kept, 0) << one.hex;
    }
    TapTrial same;
    same.card.put(3, tag::kAvailableOfflineAmount, "000000050000");
    EXPECT_TRUE(approved(same.run()));
}

TEST(TapOffline, ExceptionFile) {
    TapTrial trial;
    trial.memory.listedPan = "6228480012345678901";
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::DeclinedByCard);
    EXPECT_EQ(outcome.responseCode, "Z1");
    EXPECT_EQ(trial.memory.askedSequence, "01");
    EXPECT_EQ(trial.host.kept, 0);
}

TEST(TapOffline, StatusWordsOfTheRecords) {
    for (const int sw : {0x6283, 0x6400, 0x6581, 0x6700, 0x6982, 0x6985, 0x6A81, 0x6A82, 0x6A83,
                         0x6D00, 0x6F00, 0x9406})
        for (std::size_t at = kFirstRecord; at <= kLastRecord; ++at) {
            TapTrial trial;
            trial.card.spoil = [&](std::size_t index, apdu::Response answer) {
                if (index == at) answer = {{}, static_cast<std::uint16_t>(sw)};
                return Result<apdu::Response>(std::move(answer));
            };
            const Outcome outcome = trial.run();
            EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed) << std::hex << sw;
            EXPECT_EQ(outcome.next, Next::Nothing);
            EXPECT_EQ(trial.card.heard.size(), at + 1);
            EXPECT_EQ(trial.host.kept, 0);
        }
}

TEST(TapOnline, ApprovedWithoutTheCard) {
    TapTrial trial;
    trial.card.decision = TapCard::kAskIssuer;
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    EXPECT_EQ(outcome.interface, CardInterface::Contactless);
    EXPECT_EQ(outcome.responseCode, "00");
    EXPECT_EQ(outcome.cid, 0x80);
    EXPECT_EQ(toHex(outcome.tvr), "0000000000");
    EXPECT_EQ(toHex(outcome.tsi), "0000");
    EXPECT_EQ(trial.card.heard.size(), 3U);
    EXPECT_EQ(trial.host.interface, CardInterface::Contactless);
    EXPECT_EQ(trial.host.pan, "6228480012345678901");
    EXPECT_EQ(trial.host.track2, "6228480012345678901D30122010000012300");
    EXPECT_EQ(trial.host.expiry, "3012");
    EXPECT_EQ(trial.host.panSequence, "01");
    EXPECT_FALSE(trial.host.pinEntered);
    EXPECT_TRUE(trial.host.icc.ends_with("9F631001020304050607080910111213141516"));
    EXPECT_NE(trial.host.icc.find("9F270180"), std::string::npos);
    EXPECT_EQ(trial.cardholder.steps,
              (std::vector{Step::Selecting, Step::Reading, Step::CardRead, Step::Authorising}));
}

TEST(TapOnline, WhatTheHostDoesDecides) {
    struct Case {
        Result<HostAnswer> answer;
        Decision decision;
        FailureCode code;
        const char* responseCode;
    };
    const Case cases[] = {
        {HostAnswer{false, "51", {}, {}}, Decision::DeclinedByHost, FailureCode::Declined, "51"},
        {HostAnswer{true, "0", {}, {}}, Decision::Ended, FailureCode::HostAnswerInvalid, "Z3"},
        {fail(FailureCode::HostUnreachable), Decision::Ended, FailureCode::HostUnreachable, "Z3"},
        {fail(FailureCode::HostTimeout), Decision::Ended, FailureCode::HostTimeout, "Z3"},
        {fail(FailureCode::HostAnswerInvalid), Decision::Ended, FailureCode::HostAnswerInvalid,
         "Z3"},
        {fail(FailureCode::HostRefused), Decision::Ended, FailureCode::HostRefused, "Z3"},
    };
    for (const Case& one : cases) {
        TapTrial trial;
        trial.card.decision = TapCard::kAskIssuer;
        trial.host.answer = one.answer;
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, one.decision);
        EXPECT_EQ(outcome.reason->code, one.code);
        EXPECT_EQ(outcome.responseCode, one.responseCode);
        EXPECT_EQ(outcome.next, Next::Nothing);
        EXPECT_TRUE(outcome.hostAsked);
        EXPECT_FALSE(outcome.hostApproved);
    }
}

TEST(TapOnline, ReadsTheRecordsTheCardNames) {
    TapTrial trial;
    trial.card.decision = TapCard::kAskIssuer;
    trial.card.editOptions = [](TapCard::Objects& objects) {
        removeFrom(objects, tag::kTrack2);
        objects.emplace_back(tag::kAfl, *fromHex("08010100"));
    };
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline);
    EXPECT_EQ(trial.card.heard.back(), "00B2010C00");
    EXPECT_EQ(trial.host.pan, "6228480012345678901");
}

TEST(TapOnline, CancelledBeforeTheIssuerIsAsked) {
    TapTrial trial;
    trial.card.decision = TapCard::kAskIssuer;
    trial.cardholder.onStep = [&](Step step) {
        if (step == Step::CardRead) trial.stop.request_stop();
    };
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.reason->code, FailureCode::Cancelled);
    EXPECT_FALSE(outcome.hostAsked);
    EXPECT_EQ(trial.host.asked, 0);
}

TEST(TapOnline, ATerminalThatIsNeverOnlineDeclines) {
    TapTrial trial;
    trial.card.decision = TapCard::kAskIssuer;
    trial.parameters.terminal.type = 0x23;
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::DeclinedByCard);
    EXPECT_EQ(outcome.responseCode, "Z1");
    EXPECT_EQ(trial.host.asked, 0);
}

TEST(TapDeclined, ByTheCard) {
    TapTrial trial;
    trial.card.decision = TapCard::kDecline;
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::DeclinedByCard);
    EXPECT_EQ(outcome.reason->code, FailureCode::CardDeclined);
    EXPECT_EQ(outcome.responseCode, "Z1");
    EXPECT_EQ(outcome.cid, 0x00);
    EXPECT_EQ(trial.card.heard.size(), 3U);
    EXPECT_EQ(trial.host.asked + trial.host.kept, 0);
}

}  // namespace
}  // namespace tappay::emv::test
