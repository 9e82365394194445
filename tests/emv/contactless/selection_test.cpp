#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

namespace tappay::emv::test {
namespace {

const std::string kSelectPpse = "00A404000E325041592E5359532E444446303100";
const std::string kSelectDebit = "00A4040008A00000033301010100";

std::string entry(const std::string& aid, const std::string& more = "") {
    return toHex(tlv::encode(tag::kApplicationTemplate,
                             concat({tlv::encode(tag::kAdfName, *fromHex(aid)), *fromHex(more)})));
}

std::string ppse(const std::string& entries) {
    const Bytes inside = tlv::encode(tag::kFciDiscretionary, *fromHex(entries));
    return toHex(tlv::encode(tag::kFci, concat({*fromHex("840E325041592E5359532E4444463031"),
                                                tlv::encode(tag::kFciProprietary, inside)}))) +
           "9000";
}

std::string fci(const std::string& aid) {
    const std::string pdol = "9F38189F66049F02069F03069F1A0295055F2A029A039C019F3704";
    return toHex(tlv::encode(tag::kFci,
                             concat({tlv::encode(tag::kDfName, *fromHex(aid)),
                                     tlv::encode(tag::kFciProprietary, *fromHex(pdol))}))) +
           "9000";
}

void expectContact(const Outcome& outcome, FailureCode code, const char* what) {
    EXPECT_EQ(outcome.decision, Decision::Ended) << what;
    EXPECT_EQ(outcome.next, Next::UseContact) << what;
    ASSERT_TRUE(outcome.reason) << what;
    EXPECT_EQ(outcome.reason->code, code) << what;
}

TEST(TapSelection, NothingInCommonLeadsToTheSlot) {
    struct Case {
        const char* what;
        std::string answer;
        FailureCode code;
    };
    const Case cases[] = {
        {"no directory", "6A82", FailureCode::CardNotAccepted},
        {"blocked directory", "6283", FailureCode::CardBlocked},
        {"blocked card", "6A81", FailureCode::CardBlocked},
        {"unknown command", "6D00", FailureCode::CardNotAccepted},
        {"empty answer", "9000", FailureCode::CardNotAccepted},
        {"no FCI", "70009000", FailureCode::CardNotAccepted},
        {"empty directory", ppse(""), FailureCode::CardNotAccepted},
        {"entry without name", ppse("6103870101"), FailureCode::CardNotAccepted},
        {"entry cut short", ppse("61054F08A000"), FailureCode::CardNotAccepted},
        {"foreign application", ppse(entry("A0000000031010")), FailureCode::CardNotAccepted},
    };
    for (const Case& one : cases) {
        TapTrial trial;
        trial.card.on(kSelectPpse, one.answer);
        const Outcome outcome = trial.run();
        expectContact(outcome, one.code, one.what);
        EXPECT_EQ(trial.card.heard, std::vector{kSelectPpse}) << one.what;
        EXPECT_FALSE(outcome.torn);
    }
}

TEST(TapSelection, WhatElseStandsInTheDirectoryIsPassedOver) {
    TapTrial trial;
    trial.card.on(kSelectPpse,
                  ppse("9F4D020B0A" + entry("A000000333010101", "870101") + "DF0101AA"));
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOffline);
    TapTrial none;
    none.card.on(kSelectPpse,
                 "6F18840E325041592E5359532E4444463031A5065004"
                 "54415053"
                 "9000");
    expectContact(none.run(), FailureCode::CardNotAccepted, "no discretionary data");
}

TEST(TapSelection, WithoutASlotThereIsNothingToDo) {
    TapTrial trial;
    trial.parameters.contactless.contactAlso = false;
    trial.card.on(kSelectPpse, "6A82");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.next, Next::Nothing);
    EXPECT_EQ(outcome.reason->code, FailureCode::CardNotAccepted);
}

// Two are in common: priority decides, nobody is asked, not even for a confirmation.
TEST(TapSelection, TakesTheHighestPriorityWithoutAsking) {
    struct Case {
        const char *first, *second;  // priorities
        bool takesSecond;
    };
    for (const Case& one : {Case{"01", "02", false}, Case{"02", "01", true}, Case{"00", "0F", true},
                            Case{"01", "01", false}, Case{"82", "81", true}}) {
        TapTrial trial;
        AidParameters credit = trial.parameters.aids.front();
        credit.aid = *fromHex("A000000333010102");
        trial.parameters.aids.push_back(credit);
        trial.card.on(kSelectPpse,
                      ppse(entry("A000000333010101", std::string("8701") + one.first) +
                           entry("A000000333010102", std::string("8701") + one.second)));
        trial.card.on("00A4040008A000000333010102", fci("A000000333010102"));
        const Outcome outcome = trial.run();
        EXPECT_EQ(toHex(outcome.aid), one.takesSecond ? "A000000333010102" : "A000000333010101");
        EXPECT_TRUE(trial.cardholder.offered.empty());
    }
}

TEST(TapSelection, LongerNameOfTheCardIsSelectedWhole) {
    TapTrial trial;
    trial.card.on(kSelectPpse, ppse(entry("A00000033301010155")));
    trial.card.on("00A4040009A00000033301010155", fci("A00000033301010155"));
    EXPECT_EQ(toHex(trial.run().aid), "A00000033301010155");
    trial.parameters.aids.front().partialMatch = false;
    expectContact(trial.run(), FailureCode::CardNotAccepted, "exact match only");
}

// The exact parameters forbid what the general ones would allow.
TEST(TapSelection, TheMostExactParametersDecideWhetherItMayBeTapped) {
    TapTrial trial;
    AidParameters provider = trial.parameters.aids.front();
    provider.aid = *fromHex("A000000333");
    trial.parameters.aids.push_back(provider);
    trial.parameters.aids.front().contactless->transaction = 12345;
    expectContact(trial.run(), FailureCode::CardNotAccepted, "above the limit");
    EXPECT_EQ(trial.card.heard.size(), 1U);
}

TEST(TapSelection, GoesOnWithTheNextCandidate) {
    struct Case {
        std::string answer;
        FailureCode code;
    };
    for (const Case& one :
         {Case{"6283", FailureCode::CardBlocked}, Case{"6A82", FailureCode::CardNotAccepted},
          Case{"6F00", FailureCode::CardNotAccepted}, Case{"9000", FailureCode::CardNotAccepted},
          Case{fci("A0000003330101"), FailureCode::CardNotAccepted}}) {
        TapTrial trial;
        trial.card.on("00A4040009A00000033301010155", one.answer);
        trial.card.on(kSelectPpse, ppse(entry("A00000033301010155", "870101") +
                                        entry("A000000333010101", "870102")));
        EXPECT_EQ(trial.run().decision, Decision::ApprovedOffline) << one.answer;
        trial.card.on(kSelectPpse, ppse(entry("A00000033301010155")));
        expectContact(trial.run(), one.code, one.answer.c_str());
    }
}

TEST(TapSelection, CardThatDoesNotAskForTheQualifiersGoesToTheSlot) {
    for (const char* const pdol : {"", "9F38039F3704"}) {
        TapTrial trial;
        const Bytes answer =
            tlv::encode(tag::kFci, concat({tlv::encode(tag::kDfName, *fromHex("A000000333010101")),
                                           tlv::encode(tag::kFciProprietary, *fromHex(pdol))}));
        trial.card.on(kSelectDebit, toHex(answer) + "9000");
        expectContact(trial.run(), FailureCode::CardNotAccepted, pdol);
        EXPECT_EQ(trial.card.heard.size(), 2U);
    }
}

TEST(TapSelection, StoppedBetweenCommands) {
    for (std::size_t at = 0; at <= kLastRecord; ++at) {
        TapTrial trial;
        trial.card.spoil = [&](std::size_t index, apdu::Response answer) {
            if (index + 1 == at) trial.stop.request_stop();
            return Result<apdu::Response>(std::move(answer));
        };
        if (at == 0) trial.stop.request_stop();
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.reason->code, FailureCode::Cancelled) << at;
        EXPECT_EQ(outcome.next, Next::Nothing);
        EXPECT_FALSE(outcome.torn);
        EXPECT_EQ(trial.card.heard.size(), at);
        EXPECT_EQ(trial.card.payments, 0);
    }
}

// A card that has paid is not left without an answer.
TEST(TapSelection, AfterTheLastRecordNobodyStopsIt) {
    TapTrial trial;
    trial.card.spoil = [&](std::size_t index, apdu::Response answer) {
        if (index == kLastRecord) trial.stop.request_stop();
        return Result<apdu::Response>(std::move(answer));
    };
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOffline);
}

}  // namespace
}  // namespace tappay::emv::test
