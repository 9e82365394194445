#include <gtest/gtest.h>

#include "emv/trial.h"

// EMV Book 1, 12.
namespace tappay::emv::test {
namespace {

constexpr const char* kPse = "00A404000E315041592E5359532E4444463031";
constexpr const char* kPseFci = "6F15840E315041592E5359532E4444463031A5038801059000";
constexpr const char* kDebit = "A000000333010101";
constexpr const char* kCredit = "A000000333010102";

std::string fci(const std::string& aid, const std::string& proprietary) {
    const Bytes inside = concat({tlv::encode(tag::kDfName, *fromHex(aid)),
                                 tlv::encode(tag::kFciProprietary, *fromHex(proprietary))});
    return toHex(tlv::encode(tag::kFci, inside)) + "9000";
}

std::string selectCommand(const std::string& aid, const std::string& p2 = "00") {
    return "00A404" + p2 + "08" + aid;
}

std::string directoryRecord(const std::vector<std::string>& entries) {
    Bytes inside;
    for (const std::string& entry : entries)
        tlv::appendItem(inside, tag::kApplicationTemplate, *fromHex(entry));
    return toHex(tlv::encode(tag::kRecord, inside)) + "9000";
}

// Debit with priority 2 and credit with priority 1 in the directory, both known to the terminal.
Trial twoApplications(const std::string& debitPriority = "02",
                      const std::string& creditPriority = "01") {
    Trial trial;
    AidParameters credit = trial.application();
    credit.aid = *fromHex(kCredit);
    trial.parameters.aids.push_back(credit);
    trial.card.on(kPse, kPseFci);
    trial.card.on("00B2012C",
                  directoryRecord({"4F08A00000033301010150054445424954"
                                   "8701" +
                                       debitPriority,
                                   "4F08A00000033301010250064352454449548701" + creditPriority}));
    trial.card.on(selectCommand(kCredit), fci(kCredit, "5006435245444954"));
    return trial;
}

TEST(ApplicationSelection, DirectoryIsOfferedByPriority) {
    Trial trial = twoApplications();
    trial.cardholder.choice = 1;
    trial.card.on("00B2022C", "6A83");
    (void)trial.run();
    ASSERT_EQ(trial.cardholder.offered.size(), 1U);
    EXPECT_EQ(trial.cardholder.offered[0], (std::vector<std::string>{"CREDIT", "DEBIT"}));
    EXPECT_TRUE(trial.card.wasAsked(selectCommand(kDebit)));
    EXPECT_FALSE(trial.card.wasAsked(selectCommand(kCredit)));
}

TEST(ApplicationSelection, NoPriorityComesLast) {
    Trial trial = twoApplications("00", "0F");
    (void)trial.run();
    EXPECT_EQ(trial.cardholder.offered[0], (std::vector<std::string>{"CREDIT", "DEBIT"}));
    Trial equal = twoApplications("01", "01");
    (void)equal.run();
    EXPECT_EQ(equal.cardholder.offered[0], (std::vector<std::string>{"DEBIT", "CREDIT"}))
        << "the card's order";
}

TEST(ApplicationSelection, OneApplicationThatWantsToBeConfirmed) {
    Trial trial;
    trial.card.on(selectCommand(kDebit), fci(kDebit, "50054445424954870181"));
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline);
    EXPECT_EQ(trial.cardholder.offered[0], (std::vector<std::string>{"DEBIT"}));
    Trial refused;
    refused.card.on(selectCommand(kDebit), fci(kDebit, "50054445424954870181"));
    refused.cardholder.choice = fail(FailureCode::Cancelled);
    EXPECT_EQ(refused.run().reason->code, FailureCode::Cancelled);
    Trial plain;
    (void)plain.run();
    EXPECT_TRUE(plain.cardholder.offered.empty());
}

TEST(ApplicationSelection, ChoiceOutsideTheListEnds) {
    Trial trial = twoApplications();
    trial.cardholder.choice = 2;
    EXPECT_EQ(trial.run().reason->code, FailureCode::Internal);
}

TEST(ApplicationSelection, CandidateThatIsNotSelectedAfterAllLeavesTheList) {
    for (const char* answer : {"6A82", "6283", "6F009000", "9000", "6985"}) {
        Trial trial = twoApplications();
        trial.card.on(selectCommand(kCredit), answer);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::ApprovedOnline) << answer;
        EXPECT_EQ(toHex(outcome.aid), kDebit);
        EXPECT_EQ(outcome.label, "DEBIT");
        ASSERT_EQ(trial.cardholder.offered.size(), 2U) << "nobody chose the other one";
        EXPECT_EQ(trial.cardholder.offered[1], (std::vector<std::string>{"DEBIT"}));
        EXPECT_EQ(trial.cardholder.notAccepted, 1);
    }
    Trial other = twoApplications();
    other.card.on(selectCommand(kCredit), fci("A000000333010103", "5006435245444954"));
    EXPECT_EQ(toHex(other.run().aid), kDebit) << "the card selected another name than asked";
}

TEST(ApplicationSelection, NobodyCanChoose) {
    Trial best = twoApplications();
    best.parameters.terminal.offersChoice = false;
    EXPECT_EQ(toHex(best.run().aid), kCredit) << "the card's first priority";
    EXPECT_TRUE(best.cardholder.offered.empty());
    Trial confirmed = twoApplications("02", "81");
    confirmed.parameters.terminal.offersChoice = false;
    EXPECT_EQ(toHex(confirmed.run().aid), kDebit) << "nobody can confirm the first one";
    Trial alone;
    alone.parameters.terminal.offersChoice = false;
    alone.card.on(selectCommand(kDebit), fci(kDebit, "50054445424954870181"));
    EXPECT_EQ(alone.run().reason->code, FailureCode::CardNotAccepted);
    Trial next = twoApplications();
    next.parameters.terminal.offersChoice = false;
    next.card.on(selectCommand(kCredit), "6A82");
    EXPECT_EQ(toHex(next.run().aid), kDebit);
    EXPECT_EQ(next.cardholder.notAccepted, 0) << "nobody chose";
}

TEST(ApplicationSelection, ChoiceThatFailsIsSaidAndMadeAgain) {
    Trial trial = twoApplications();
    trial.card.on(selectCommand(kCredit), "6283");
    trial.card.on(selectCommand(kDebit), "6A82");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.reason->code, FailureCode::CardBlocked) << "one of them was";
    EXPECT_EQ(trial.cardholder.offered.size(), 2U);
    Trial conditions = twoApplications();
    conditions.card.on("80A8", "6985");
    EXPECT_EQ(conditions.run().reason->code, FailureCode::CardNotAccepted);
    EXPECT_EQ(conditions.cardholder.notAccepted, 1) << "the second one ends the list";
}

TEST(ApplicationSelection, ANameIsAlwaysShown) {
    Trial trial = twoApplications();
    trial.card.on("00B2012C", directoryRecord({"4F08A000000333010101", "4F08A000000333010102"}));
    (void)trial.run();
    EXPECT_EQ(trial.cardholder.offered.at(0), (std::vector<std::string>{kDebit, kCredit}));
}

// In either method a candidate that makes no sense is left out and the others stay.
TEST(ApplicationSelection, MalformedCandidates) {
    for (const char* odd : {"4F0411223344", "4F00", "5003414243",
                            "4F11"
                            "A0000003330101020000000000000000FF"}) {
        Trial trial = twoApplications();
        trial.card.on("00B2012C", directoryRecord({odd, "4F08A00000033301010150054445424954"}));
        EXPECT_EQ(toHex(trial.run().aid), kDebit) << odd;
        EXPECT_TRUE(trial.cardholder.offered.empty()) << odd;
    }
    const std::string first = "00A4040005A000000333", next = "00A4040205A000000333";
    for (const std::string& odd :
         {std::string("9000"), std::string("6F009000"), std::string("6283"),
          fci("A0000003330101", "5000").replace(2, 2, "7F"), fci("A000000003101001", "5000")}) {
        Trial trial;
        trial.application().aid = *fromHex("A000000333");
        int occurrence = 0;
        trial.card.on(first, odd);
        trial.card.on(next, [&](const apdu::Command&) {
            const bool good = ++occurrence == 1;
            return apdu::parseResponse(*fromHex(good ? fci(kDebit, "50054445424954") : "6A82"));
        });
        EXPECT_EQ(toHex(trial.run().aid), kDebit) << odd;
    }
}

TEST(ApplicationSelection, ConditionsOfUseNotSatisfiedGoesOnWithTheOthers) {
    Trial trial = twoApplications();
    trial.card.on("80A8", [&](const apdu::Command&) -> Result<apdu::Response> {
        const bool credit = trial.card.lastAsked("00A404") == selectCommand(kCredit) + "00";
        return apdu::parseResponse(*fromHex(credit ? "6985" : "800A1C0008010101100102009000"));
    });
    const Outcome outcome = trial.run();
    EXPECT_EQ(toHex(outcome.aid), kDebit);
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    Trial alone;
    alone.card.on("80A8", "6985");
    EXPECT_EQ(alone.run().reason->code, FailureCode::CardNotAccepted);
}

TEST(ApplicationSelection, BrokenDirectoryLeadsToTheListOfAids) {
    const std::vector<std::pair<std::string, std::string>> broken{
        {kPse, "6A82"},
        {kPse, "6283"},
        {kPse, "9000"},
        {kPse, "6F10840E315041592E5359532E44444630319000"},            // no A5
        {kPse, "6F12840E315041592E5359532E4444463031A5009000"},        // no SFI
        {kPse, "6F15840E315041592E5359532E4444463031A50388010B9000"},  // SFI 11
        {"00B2012C", "6A82"},
        {"00B2012C", "61009000"},
        {"00B2012C", "7003610550"},
        {"00B2012C", "700461029F119000"},
        {"00B2012C", "70009000"},  // an empty directory
    };
    for (const auto& [command, answer] : broken) {
        Trial trial;
        trial.card.on(kPse, kPseFci);
        trial.card.on(command, answer);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::ApprovedOnline) << command << " " << answer;
    }
}

TEST(ApplicationSelection, DirectoryWithoutAFileLeadsToTheListOfAids) {
    for (const char* const file : {"880100", "88010B", "88020101", "8800", "870101"}) {
        Trial trial = twoApplications();
        trial.card.on(kPse, fci("315041592E5359532E4444463031", file));
        (void)trial.run();
        EXPECT_FALSE(trial.card.wasAsked("00B2012C")) << file;
        EXPECT_TRUE(trial.card.wasAsked(selectCommand(kCredit))) << file;
    }
}

TEST(ApplicationSelection, PriorityOfTwoOctetsIsNone) {
    Trial trial = twoApplications();
    trial.card.on("00B2012C", directoryRecord({"4F08A000000333010101500544454249548702"
                                               "0101",
                                               "4F08A000000333010102500643524544495487010F"}));
    trial.card.on("00B2022C", "6A83");
    (void)trial.run();
    EXPECT_EQ(trial.cardholder.offered[0], (std::vector<std::string>{"CREDIT", "DEBIT"}));
}

// 6A81 says that the card is blocked only when it comes first.
TEST(ApplicationSelection, NextOccurrenceThatIsNotSupported) {
    const std::string longer = std::string(kDebit) + "99";
    Trial trial;
    trial.card.on(selectCommand(kDebit), fci(longer, "50054445424954"));
    trial.card.on(selectCommand(kDebit, "02"), "6A81");
    trial.card.on("00A4040009" + longer, fci(longer, "50054445424954"));
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline);
}

TEST(ApplicationSelection, DirectoriesInTheDirectoryAreRead) {
    Trial trial;
    trial.card.on(kPse, kPseFci);
    trial.card.on("00B2012C", directoryRecord({"9D06A00000033399"}));
    trial.card.on("00A4040006A00000033399", "6F0D8406A00000033399A5038801069000");
    trial.card.on("00B20134", directoryRecord({"4F08A00000033301010150054445424954"}));
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline);
    EXPECT_FALSE(trial.card.wasAsked(selectCommand(kDebit, "02"))) << "no list of AIDs";
}

TEST(ApplicationSelection, DirectoryThatPointsToItselfEnds) {
    Trial trial;
    trial.card.on(kPse, kPseFci);
    trial.card.on("00B2012C", directoryRecord({"9D0E315041592E5359532E4444463031"}));
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline) << "by the list of AIDs";
    EXPECT_LT(trial.card.heard.size(), 100U);
}

TEST(ApplicationSelection, PartialNamesAndTheNextOccurrence) {
    Trial trial;
    trial.application().aid = *fromHex("A000000333");
    const std::string first = "00A4040005A000000333", next = "00A4040205A000000333";
    int occurrence = 0;
    trial.card.on(first, fci(kDebit, "50054445424954"));
    trial.card.on(next, [&](const apdu::Command&) -> Result<apdu::Response> {
        ++occurrence;
        return apdu::parseResponse(
            *fromHex(occurrence == 1 ? fci(kCredit, "5006435245444954") : "6A82"));
    });
    (void)trial.run();
    EXPECT_EQ(trial.cardholder.offered[0], (std::vector<std::string>{"DEBIT", "CREDIT"}));

    Trial exact;
    exact.application().aid = *fromHex("A000000333");
    exact.application().partialMatch = false;
    exact.card.on(first, fci(kDebit, "50054445424954"));
    EXPECT_EQ(exact.run().reason->code, FailureCode::CardNotAccepted);
}

TEST(ApplicationSelection, CardThatNeverRunsOutOfOccurrencesEnds) {
    Trial trial;
    trial.application().aid = *fromHex("A000000333");
    trial.card.on("00A4040005A000000333", fci(kDebit, "50054445424954"));
    trial.card.on("00A4040205A000000333", fci(kDebit, "50054445424954"));
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline);
    EXPECT_LT(trial.card.heard.size(), 50U);
}

TEST(ApplicationSelection, MostExactParametersCount) {
    Trial trial;
    AidParameters whole = trial.application();
    trial.application().aid = *fromHex("A000000333");
    whole.tacDenial = actionCode("8000000000");
    trial.parameters.aids.push_back(whole);
    trial.card.on("00A4040005A000000333", fci(kDebit, "50054445424954"));
    EXPECT_EQ(trial.run().decision, Decision::DeclinedByCard);
}

TEST(ApplicationSelection, BlockedIsSaid) {
    Trial card;
    card.card.on(kPse, "6A81");
    EXPECT_EQ(card.run().reason->code, FailureCode::CardBlocked);
    Trial list;
    list.card.on(selectCommand(kDebit), "6A81");
    EXPECT_EQ(list.run().reason->code, FailureCode::CardBlocked);
    Trial application;
    application.card.on(selectCommand(kDebit), "6283");
    EXPECT_EQ(application.run().reason->code, FailureCode::CardBlocked);
    Trial listed;
    listed.card.on(kPse, kPseFci);
    listed.card.on("00B2012C", directoryRecord({"4F08A00000033301010150054445424954"}));
    listed.card.on(selectCommand(kDebit), "6283");
    EXPECT_EQ(listed.run().reason->code, FailureCode::CardBlocked);
    Trial strange;
    strange.card.on(selectCommand(kDebit), "6A82");
    EXPECT_EQ(strange.run().reason->code, FailureCode::CardNotAccepted);
}

TEST(ApplicationSelection, PreferredNameOnlyInAKnownCodeTable) {
    const auto labelOf = [](const std::string& proprietary) {
        Trial trial;
        trial.card.on(selectCommand(kDebit), fci(kDebit, proprietary));
        return trial.run().label;
    };
    EXPECT_EQ(labelOf("500544454249549F1101019F1204C9E974E9"), "\u00C9\u00E9t\u00E9");
    EXPECT_EQ(labelOf("500544454249549F1101059F1204C9E974E9"), "DEBIT");
    EXPECT_EQ(labelOf("500544454249549F1204C9E974E9"), "DEBIT");
    EXPECT_EQ(labelOf("5007444542495420209F110101"), "DEBIT");
    EXPECT_EQ(labelOf("5003440149"), "D?I");
}

}  // namespace
}  // namespace tappay::emv::test
