#include "terminal/card_memory.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "crypto/random.h"

namespace tappay::terminal {
namespace {

const auto kPan = asBytes("6228480012345678901");
const auto kOther = asBytes("6228480012345678919");

TEST(CardMemory, KnowsTheCardsOfTheExceptionFile) {
    crypto::SystemRandom random;
    CardMemory memory(random);
    memory.setExceptions({toHex(crypto::sha256(kPan))});
    EXPECT_TRUE(memory.isOnExceptionFile(kPan, "01"));
    EXPECT_TRUE(memory.isOnExceptionFile(kPan, ""));
    EXPECT_FALSE(memory.isOnExceptionFile(kOther, "01"));
}

TEST(CardMemory, AddsUpWhatWasApprovedInOneBatch) {
    crypto::SystemRandom random;
    CardMemory memory(random);
    EXPECT_EQ(memory.recentAmount(kPan), 0);
    memory.approved(memory.nameOf(kPan), 100, "000001");
    memory.approved(memory.nameOf(kPan), 20, "000001");
    memory.approved(memory.nameOf(kOther), 3, "000001");
    EXPECT_EQ(memory.recentAmount(kPan), 120);
    EXPECT_EQ(memory.recentAmount(kOther), 3);
    memory.approved(memory.nameOf(kOther), 4, "000002");
    EXPECT_EQ(memory.recentAmount(kPan), 0);
    EXPECT_EQ(memory.recentAmount(kOther), 4);
}

TEST(CardMemory, NoCardCountsBackOrTwice) {
    crypto::SystemRandom random;
    CardMemory memory(random);
    struct Case {
        ByteView pan;
        const char* sequence;
        std::uint16_t atc;
        bool seen;
    };
    Bytes number(4);
    for (const Case& one :
         {Case{kPan, "01", 7, false}, Case{kPan, "01", 7, true}, Case{kPan, "01", 6, true},
          Case{kPan, "01", 9, false}, Case{kPan, "01", 8, true}, Case{kPan, "02", 7, false},
          Case{kOther, "01", 7, false}, Case{kOther, "01", 0xFFFF, false},
          Case{kOther, "01", 0xFFFF, true}, Case{{}, "", 1, false}, Case{{}, "", 1, false}}) {
        ++number[0];
        const auto seen = memory.see(one.pan, one.sequence, one.atc, number);
        EXPECT_EQ(seen.counter, one.seen) << one.sequence << " " << one.atc;
        EXPECT_FALSE(seen.number);
    }
}

TEST(CardMemory, NumbersThatRepeatShow) {
    crypto::SystemRandom random;
    CardMemory memory(random);
    const Bytes number{1, 2, 3, 4}, another{1, 2, 3, 5};
    EXPECT_FALSE(memory.see(kPan, "01", 1, number).number);
    EXPECT_FALSE(memory.see(kPan, "01", 2, another).number);
    EXPECT_TRUE(memory.see(kOther, "01", 1, number).number);
}

TEST(CardMemory, NamesSayNothingOutsideThisProcess) {
    crypto::SystemRandom random;
    const CardMemory one(random), two(random);
    EXPECT_EQ(one.nameOf(kPan), one.nameOf(kPan));
    EXPECT_NE(one.nameOf(kPan), two.nameOf(kPan));
    EXPECT_EQ(one.nameOf({}), "");
}

}  // namespace
}  // namespace tappay::terminal
