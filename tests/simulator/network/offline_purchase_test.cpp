#include <gtest/gtest.h>

#include "purchase.h"

// Payments a card approved by itself, as the network hears of them afterwards.
namespace tappay::simulator::network {

using namespace test;

namespace {

Purchase paid(const std::string& stan, std::uint16_t atc) {
    return {.stan = stan, .atc = atc, .offline = true, .electronicCash = true};
}

}  // namespace

TEST(OfflinePurchase, IsBookedOnceHoweverOftenItIsTold) {
    Lines lines;
    const auto first = lines.answer(request(lines.config, paid("000001", 3)));
    EXPECT_EQ(first.text(39), "00");
    EXPECT_EQ(first.text(60).substr(0, 2), "36");
    for (int i = 0; i < 3; ++i) {
        const auto again = lines.answer(request(lines.config, paid("000001", 3)));
        EXPECT_EQ(again.text(39), "00");
        EXPECT_EQ(again.text(37), first.text(37));
        EXPECT_EQ(again.text(38), first.text(38));
    }
    ASSERT_EQ(lines.ledger->entries().size(), 1U);
    EXPECT_EQ(lines.ledger->entries().front().state, EntryState::Approved);
}

TEST(OfflinePurchase, TheSameCardTransactionUnderAnotherNumberIsADuplicate) {
    Lines lines;
    EXPECT_EQ(lines.answer(request(lines.config, paid("000001", 3))).text(39), "00");
    EXPECT_EQ(lines.answer(request(lines.config, paid("000002", 3))).text(39), "94");
    EXPECT_EQ(lines.ledger->entries().size(), 1U);
    // Another amount under the same number is not the same payment.
    auto other = paid("000001", 4);
    other.minor = 5;
    EXPECT_EQ(lines.answer(request(lines.config, other)).text(39), "94");
    EXPECT_EQ(lines.ledger->entries().size(), 1U);
}

TEST(OfflinePurchase, MayBeToldAfterALaterOne) {
    Lines lines;
    EXPECT_EQ(lines.answer(request(lines.config, {.stan = "000001", .atc = 9})).text(39), "00");
    EXPECT_EQ(lines.answer(request(lines.config, paid("000002", 7))).text(39), "00");
    EXPECT_EQ(lines.answer(request(lines.config, {.stan = "000003", .atc = 8})).text(39), "63");
}

TEST(OfflinePurchase, IsHonouredWhateverTheAccountLooksLike) {
    Lines lines;
    auto lost = paid("000001", 3);
    lost.pan = "6228480000000000012";
    EXPECT_EQ(lines.answer(request(lines.config, lost)).text(39), "00");
}

TEST(OfflinePurchase, IsRefusedWhenItIsNotTheCards) {
    Lines lines;
    auto forged = paid("000001", 3);
    forged.genuine = false;
    EXPECT_EQ(lines.answer(request(lines.config, forged)).text(39), "59");
    EXPECT_EQ(lines.answer(request(lines.config, forged)).text(39), "59") << "told again";
    auto asked = paid("000002", 4);  // an ARQC is no approval
    asked.offline = false;
    auto message = requestMessage(lines.config, asked);
    message.set(60, requestMessage(lines.config, paid("000002", 4)).text(60));
    EXPECT_EQ(lines.answer(framed(lines.config, message)).text(39), "30");
    // Nor is a TC a request.
    message = requestMessage(lines.config, paid("000003", 5));
    message.set(60, requestMessage(lines.config, asked).text(60));
    EXPECT_EQ(lines.answer(framed(lines.config, message)).text(39), "30");
    for (const auto& entry : lines.ledger->entries())
        EXPECT_EQ(entry.state, EntryState::Declined);
}

TEST(OfflinePurchase, ElectronicCashIsNotTakenFromTheAccountAgain) {
    Lines lines;
    EXPECT_EQ(lines.answer(request(lines.config, paid("000001", 3))).text(39), "00");
    const auto account = lines.ledger->entries().front().account;
    EXPECT_EQ(lines.ledger->spent(account), 0);
    auto credit = paid("000002", 4);
    credit.electronicCash = false;
    EXPECT_EQ(lines.answer(request(lines.config, credit)).text(39), "00");
    EXPECT_EQ(lines.ledger->spent(account), 1234);
    const auto read = Ledger::open(lines.directory.filePath("ledger.db"), Ledger::Access::Read);
    EXPECT_EQ(read->spent(account), 1234) << "also when the books are read again";
    EXPECT_TRUE(read->knowsAtc(account, 3) && read->knowsAtc(account, 4));
}

}  // namespace tappay::simulator::network
