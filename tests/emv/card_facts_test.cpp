#include "emv/card_facts.h"

#include <gtest/gtest.h>

#include "emv/trial.h"

namespace tappay::emv::test {
namespace {

TEST(CardFacts, OfAReadableCard) {
    Trial trial;
    trial.card.setPdol("9F02069F3704");
    const auto facts = readCardFacts(trial.parameters, trial.card);
    ASSERT_TRUE(facts);
    EXPECT_EQ(*facts, (CardFacts{{"application", "A000000333010101 DEBIT"},
                                 {"aid", "A000000333010101"},
                                 {"label", "DEBIT"},
                                 {"pan", "622848*********8901"},
                                 {"pan_sequence", "01"},
                                 {"expiry", "2030-12"},
                                 {"effective", "2020-01"},
                                 {"issuer_country", "156"},
                                 {"currency", "156"},
                                 {"aip", "1C00"}}));
    EXPECT_EQ(trial.card.lastAsked("80A8"), "80A800000C830A0000000000000000000000");
    EXPECT_FALSE(trial.card.wasAsked("80AE"));
}

TEST(CardFacts, OfACardThatDoesNotLetItselfBeRead) {
    for (const char* answer : {"6985", "6A80", "9000"}) {
        Trial trial;
        trial.card.on("80A8", answer);
        const auto facts = readCardFacts(trial.parameters, trial.card);
        ASSERT_TRUE(facts) << answer;
        EXPECT_EQ(facts->back().first, "label");
    }
}

TEST(CardFacts, Failures) {
    Trial strange;
    strange.card.on("00A4", "6A82");
    strange.card.on("00A4040008A000000333010101", "6A82");
    EXPECT_EQ(readCardFacts(strange.parameters, strange.card).error().code,
              FailureCode::CardNotAccepted);
    for (const char* command : {"00A4040008A000000333010101", "80A8", "00B2"}) {
        Trial torn;
        torn.card.tear(command);
        if (command == std::string("00B2")) torn.card.records.clear();
        const auto facts = readCardFacts(torn.parameters, torn.card);
        ASSERT_FALSE(facts) << command;
        EXPECT_EQ(facts.error().code, FailureCode::CardRemoved);
    }
}

TEST(CardFacts, NothingUnmasked) {
    Trial trial;
    const auto facts = readCardFacts(trial.parameters, trial.card);
    ASSERT_TRUE(facts);
    for (const auto& [key, value] : *facts)
        EXPECT_EQ(value.find("6228480012345678901"), std::string::npos) << key;
}

}  // namespace
}  // namespace tappay::emv::test
