#include <gtest/gtest.h>

#include "iso8583/fields.h"
#include "purchase.h"
#include "simulator/network/totals.h"

namespace tappay::simulator::network {

using namespace test;

namespace {

struct Wanted {
    std::int64_t minor = 1234;
    std::string stan = "000009", originalStan = "000001", originalBatch = "000001";
    std::string type = "25", processing = "200000";
    std::string pan = kPan;
};

Bytes refund(const NetworkConfig& config, const Wanted& wanted) {
    auto message = requestMessage(config, {});
    message.mti = "0220";
    message.set(2, wanted.pan);
    message.set(3, wanted.processing);
    message.set(4, moneyToN12({wanted.minor, currencyByAlpha("CNY").value()}));
    message.set(11, wanted.stan);
    for (const int field : {35, 52, 53, 55, 26})
        message.remove(field);
    auto field60 = iso8583::Field60::decode(message.text(60)).value();
    field60.transactionType = wanted.type;
    message.set(60, field60.encode());
    message.set(61, iso8583::Field61{wanted.originalBatch, wanted.originalStan, {}}.encode());
    return framed(config, message);
}

}  // namespace

TEST(Refund, GivesBackOnceHoweverOftenItIsTold) {
    Lines lines;
    ASSERT_EQ(lines.answer(request(lines.config, {})).text(39), "00");
    const auto account = lines.ledger->entries().front().account;
    EXPECT_EQ(lines.ledger->spent(account), 1234);
    const auto first = lines.answer(refund(lines.config, {.minor = 1000}));
    EXPECT_EQ(first.mti, "0230");
    EXPECT_EQ(first.text(39), "00");
    EXPECT_EQ(lines.answer(refund(lines.config, {.minor = 1000})).text(37), first.text(37));
    EXPECT_EQ(lines.ledger->spent(account), 234);
    EXPECT_EQ(lines.answer(refund(lines.config, {.minor = 999})).text(39), "94");
    // Another one, for what is left and no more.
    EXPECT_EQ(lines.answer(refund(lines.config, {.minor = 235, .stan = "000010"})).text(39), "64");
    EXPECT_EQ(lines.answer(refund(lines.config, {.minor = 234, .stan = "000011"})).text(39), "00");
    EXPECT_EQ(lines.ledger->spent(account), 0);

    const auto again = Ledger::open(lines.directory.filePath("ledger.db"), Ledger::Access::Read);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->spent(account), 0);
    EXPECT_EQ(again->refunded(again->entries().front().key), 1234);
    EXPECT_TRUE(totalsText(totalsOf(*again))
                    .contains("622848*********8901  CNY  12.34  0.00  12.34  0.00"));
}

TEST(Refund, OnlyOfAPaymentThatStands) {
    Lines lines;
    ASSERT_EQ(lines.answer(request(lines.config, {})).text(39), "00");
    ASSERT_EQ(
        lines.answer(request(lines.config, {.minor = 1051, .stan = "000002", .atc = 4})).text(39),
        "51");
    ASSERT_EQ(lines.answer(request(lines.config, {.stan = "000003", .atc = 5})).text(39), "00");
    ASSERT_EQ(lines.answer(reversal(lines.config, {.stan = "000003", .atc = 5})).text(39), "00");
    const auto code = [&](const Wanted& wanted) {
        return lines.answer(refund(lines.config, wanted)).text(39);
    };
    EXPECT_EQ(code({.stan = "000011", .originalStan = "000007"}), "25");
    EXPECT_EQ(code({.minor = 1051, .stan = "000012", .originalStan = "000002"}), "25");
    EXPECT_EQ(code({.stan = "000013", .originalStan = "000003"}), "25");
    EXPECT_EQ(code({.stan = "000014", .originalBatch = "000002"}), "25");
    EXPECT_EQ(code({.stan = "000015", .pan = "6228480000000000012"}), "25");
    EXPECT_EQ(code({.minor = 0, .stan = "000016"}), "30");
    EXPECT_EQ(code({.stan = "000017", .type = "36"}), "40");
    EXPECT_EQ(code({.stan = "000018", .processing = "000000"}), "40");
    auto forged = refund(lines.config, {.stan = "000019"});
    forged.back() ^= 1;
    EXPECT_EQ(lines.answer(forged).text(39), "A0");
    EXPECT_EQ(lines.ledger->spent(lines.ledger->entries().front().account), 1234);
}

}  // namespace tappay::simulator::network
