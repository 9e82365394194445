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
