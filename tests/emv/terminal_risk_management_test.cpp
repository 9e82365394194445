#include <gtest/gtest.h>

#include "emv/trial.h"

// EMV Book 3, 10.6: the fourth octet of the TVR and the bit for a new card.
namespace tappay::emv::test {
namespace {

// Floor limit 100.00, threshold 50.00, 20 % growing to 80 %.
Trial offlineCapable(std::int64_t minor, std::uint32_t drawn = 98) {
    Trial trial;
    trial.transaction.amount.minor = minor;
    trial.application().floorLimit = 10000;
    trial.application().randomThreshold = 5000;
    trial.application().randomTarget = 20;
    trial.application().randomTargetMax = 80;
    // after the unpredictable number: the draw is this number modulo 99, plus 1
    append(trial.random.script, Bytes{0, 0, 0, static_cast<std::uint8_t>(drawn)});
    return trial;
}

std::string fourthOctet(Trial trial) {
    return toHex(trial.run().tvr).substr(6, 2);
}

TEST(TerminalRiskManagement, FloorLimit) {
    EXPECT_EQ(fourthOctet(offlineCapable(9999)), "00");
    EXPECT_EQ(fourthOctet(offlineCapable(10000)), "80");
    EXPECT_EQ(fourthOctet(offlineCapable(10001)), "80");
}

TEST(TerminalRiskManagement, RandomSelectionBelowTheThreshold) {
    EXPECT_EQ(fourthOctet(offlineCapable(4999, 19)), "10") << "20 of 99";
    EXPECT_EQ(fourthOctet(offlineCapable(4999, 20)), "00") << "21 of 99";
    EXPECT_EQ(fourthOctet(offlineCapable(4999, 99)), "10") << "begins again: 1 of 99";
}

TEST(TerminalRiskManagement, BiasedSelectionAboveTheThreshold) {
    EXPECT_EQ(fourthOctet(offlineCapable(5000, 19)), "10");
    EXPECT_EQ(fourthOctet(offlineCapable(5000, 20)), "00");
    EXPECT_EQ(fourthOctet(offlineCapable(7500, 49)), "10") << "half way: 50 %";
    EXPECT_EQ(fourthOctet(offlineCapable(7500, 50)), "00");
    EXPECT_EQ(fourthOctet(offlineCapable(9999, 78)), "10") << "nearly 80 %";
    EXPECT_EQ(fourthOctet(offlineCapable(9999, 79)), "00");
}

TEST(TerminalRiskManagement, SelectionIsNotRounded) {
    // 20 % and 60 % of the way to 80 %: 20 + 60 * 1 / 5000 is less than 21
    EXPECT_EQ(fourthOctet(offlineCapable(5001, 19)), "10");
    EXPECT_EQ(fourthOctet(offlineCapable(5001, 20)), "00");
    // 20 + 60 * 84 / 5000 is 21.008
    EXPECT_EQ(fourthOctet(offlineCapable(5084, 20)), "10");
    EXPECT_EQ(fourthOctet(offlineCapable(5083, 20)), "00");
    // A maximum below the target falls instead of growing: 80 - 60 * 84 / 5000 is 78.992
    const auto falling = [](std::int64_t minor, std::uint32_t drawn) {
        Trial trial = offlineCapable(minor, drawn);
        std::swap(trial.application().randomTarget, trial.application().randomTargetMax);
        return fourthOctet(std::move(trial));
    };
    EXPECT_EQ(falling(5083, 78), "10");
    EXPECT_EQ(falling(5084, 78), "00");
}

TEST(TerminalRiskManagement, ThresholdAtOrAboveTheFloorLimit) {
    for (const std::int64_t threshold : {10000, 20000}) {
        for (const auto& [minor, drawn, octet] :
             std::vector<std::tuple<std::int64_t, std::uint32_t, const char*>>{
                 {9999, 19, "10"}, {9999, 20, "00"}, {10000, 0, "80"}}) {
            Trial trial = offlineCapable(minor, drawn);
            trial.application().randomThreshold = threshold;
            EXPECT_EQ(fourthOctet(std::move(trial)), octet) << threshold << " " << minor;
        }
    }
}

TEST(TerminalRiskManagement, EarlierPaymentsCountForTheFloorLimit) {
    for (const auto& [earlier, octet] : std::vector<std::pair<std::int64_t, const char*>>{
             {0, "00"}, {4999, "00"}, {5000, "80"}, {Money::kMax, "80"}}) {
        Trial trial = offlineCapable(5000);
        trial.memory.earlier = earlier;
        EXPECT_EQ(fourthOctet(std::move(trial)), octet) << earlier;
    }
}

TEST(TerminalRiskManagement, ExceptionFile) {
    const auto listed = [](Trial& trial) { return (trial.run().tvr[0] & 0x10) != 0; };
    Trial trial;
    trial.memory.listedPan = "6228480012345678901";
    EXPECT_TRUE(listed(trial));
    EXPECT_EQ(trial.memory.askedSequence, "01");
    Trial other;
    other.memory.listedPan = "6228480012345678902";
    EXPECT_FALSE(listed(other));
    Trial unwilling;
    unwilling.memory.listedPan = "6228480012345678901";
    unwilling.card.setProfile("1400");
    EXPECT_TRUE(listed(unwilling)) << "the card is not asked";
    Trial withoutSequence;
    withoutSequence.card.drop(tag::kPanSequence);
    (void)withoutSequence.run();
    EXPECT_EQ(withoutSequence.memory.askedSequence, "");
    Trial forgetful;
    const Outcome outcome = emv::run(forgetful.parameters, forgetful.transaction,
                                     {forgetful.card,
                                      forgetful.cardholder,
                                      forgetful.host,
                                      forgetful.clock,
                                      forgetful.random,
                                      {}});
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline) << "no memory is needed";
}

TEST(TerminalRiskManagement, NoSelectionWhereThereIsNoChoice) {
    for (const int type : {0x21, 0x23, 0x24, 0x26}) {
        Trial trial = offlineCapable(100, 0);
        trial.parameters.terminal.type = static_cast<std::uint8_t>(type);
        EXPECT_EQ(fourthOctet(std::move(trial)), "00") << type;
    }
    Trial both = offlineCapable(100, 0);
    both.parameters.terminal.type = 0x25;
    EXPECT_EQ(fourthOctet(std::move(both)), "10");
}

TEST(TerminalRiskManagement, ForcedOnline) {
    Trial trial = offlineCapable(100);
    trial.transaction.forceOnline = true;
    EXPECT_EQ(fourthOctet(std::move(trial)), "08");
}

TEST(TerminalRiskManagement, OnlyWhenTheCardWantsIt) {
    Trial trial;
    trial.card.setProfile("1400");
    const Outcome outcome = trial.run();
    EXPECT_EQ(toHex(outcome.tvr), "8000040000");
    EXPECT_EQ(outcome.tsi[0] & 0x08, 0);
}

struct Velocity {
    const char* atc;   // answer to GET DATA
    const char* last;  // likewise
    const char* tvr;   // octet 4
    bool newCard;
};

TEST(TerminalRiskManagement, Velocity) {
    // limits 3 and 5
    for (const auto& [atc, last, tvr, newCard] : std::vector<Velocity>{
             {"9F360200139000", "9F130200109000", "00", false},  // 3 since
             {"9F360200149000", "9F130200109000", "40", false},
             {"9F360200159000", "9F130200109000", "40", false},
             {"9F360200169000", "9F130200109000", "60", false},
             {"9F360200109000", "9F130200109000", "60", false},  // no progress
             {"9F3602000F9000", "9F130200109000", "60", false},
             {"9F360200019000", "9F130200009000", "00", true},
             {"9F360200009000", "9F130200009000", "60", true},
             {"6A88", "9F130200109000", "60", false},
             {"9F360200119000", "6A81", "60", false},
             {"9F3601119000", "9F130200109000", "60", false},
             {"9F360300111100", "9F130200109000", "60", false},
             {"9F130200119000", "9F130200109000", "60", false},  // another object than asked for
         }) {
        Trial trial = offlineCapable(100);
        trial.card.put(tag::kLowerConsecutiveLimit, "03");
        trial.card.put(tag::kUpperConsecutiveLimit, "05");
        trial.card.on("80CA9F36", atc);
        trial.card.on("80CA9F13", last);
        const Outcome outcome = trial.run();
        EXPECT_EQ(toHex(outcome.tvr).substr(6, 2), tvr) << atc << " " << last;
        EXPECT_EQ((outcome.tvr[1] & 0x08) != 0, newCard) << atc << " " << last;
    }
}

TEST(TerminalRiskManagement, VelocityNeedsBothLimits) {
    for (const tlv::Tag only : {tag::kLowerConsecutiveLimit, tag::kUpperConsecutiveLimit}) {
        Trial trial = offlineCapable(100);
        trial.card.put(only, "00");
        (void)trial.run();
        EXPECT_FALSE(trial.card.wasAsked("80CA"));
    }
    Trial torn = offlineCapable(100);
    torn.card.put(tag::kLowerConsecutiveLimit, "03");
    torn.card.put(tag::kUpperConsecutiveLimit, "05");
    torn.card.tear("80CA9F13");
    EXPECT_EQ(torn.run().reason->code, FailureCode::CardRemoved);
}

}  // namespace
}  // namespace tappay::emv::test
