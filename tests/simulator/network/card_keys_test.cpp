// Which keys and counters of a card the issuer takes.

#include <gtest/gtest.h>

#include "purchase.h"

namespace tappay::simulator::network {

using namespace test;

namespace {

std::string code(Lines& lines, const Purchase& purchase) {
    return lines.answer(request(lines.config, purchase)).text(39);
}

}  // namespace

TEST(CardKeys, AreThoseThatTheCardNames) {
    Lines lines;
    EXPECT_EQ(code(lines, {.stan = "000001", .atc = 3, .sm4 = true}), "00");
    EXPECT_EQ(code(lines, {.stan = "000002", .atc = 4, .genuine = false, .sm4 = true}), "59");
    EXPECT_EQ(code(lines, {.stan = "000003", .atc = 5, .offline = true, .sm4 = true}), "00");
    EXPECT_EQ(code(lines, {.stan = "000004", .atc = 6, .panSequence = ""}), "00");
    const auto frame = request(lines.config, {.stan = "000005", .atc = 7, .sm4 = true});
    lines.config.bank.issuers.front().imkAcSm4 = {};
    EXPECT_EQ(lines.answer(frame).text(39), "59");
}

TEST(CardKeys, OldCounterIsRefusedOrNoted) {
    Lines lines;
    EXPECT_EQ(code(lines, {.stan = "000001", .atc = 5}), "00");
    EXPECT_EQ(code(lines, {.stan = "000002", .atc = 5}), "63");
    lines.config.refuseOldCounters = false;
    EXPECT_EQ(code(lines, {.stan = "000003", .atc = 4}), "00");
    // It is in the file as well.
    const auto again =
        Ledger::open(lines.directory.filePath("ledger.db"), Ledger::Access::Read).value();
    EXPECT_TRUE(again.entries().back().oldCounter);
    EXPECT_FALSE(again.entries().front().oldCounter);
}

}  // namespace tappay::simulator::network
