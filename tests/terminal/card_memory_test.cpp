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
    CardMemory memory({toHex(crypto::sha256(kPan))}, random);
    EXPECT_TRUE(memory.isOnExceptionFile(kPan, "01"));
    EXPECT_TRUE(memory.isOnExceptionFile(kPan, ""));
    EXPECT_FALSE(memory.isOnExceptionFile(kOther, "01"));
}

TEST(CardMemory, AddsUpWhatWasApprovedInOneBatch) {
    crypto::SystemRandom random;
    CardMemory memory({}, random);
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

TEST(CardMemory, NamesSayNothingOutsideThisProcess) {
    crypto::SystemRandom random;
    const CardMemory one({}, random), two({}, random);
    EXPECT_EQ(one.nameOf(kPan), one.nameOf(kPan));
    EXPECT_NE(one.nameOf(kPan), two.nameOf(kPan));
    EXPECT_EQ(one.nameOf({}), "");
}

}  // namespace
}  // namespace tappay::terminal
