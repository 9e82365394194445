#include <gtest/gtest.h>

#include "iso8583/fields.h"
#include "purchase.h"
#include "simulator/network/totals.h"

// From one account of the bank to another: processing code 400000, the payee in field 62.
namespace tappay::simulator::network {

using namespace test;

namespace {

constexpr auto kPayee = "6228480000000000038";

class Transfer : public ::testing::Test {
protected:
    Transfer() {
        const auto& payer = lines.config.bank.accounts.front();
        Account payee;
        payee.pan = SecretBytes(asBytes(std::string_view(kPayee)));
        payee.expiry = payer.expiry;
        payee.opening = {5'00, payer.opening.currency};
        payee.singleLimit = payer.singleLimit;
        lines.config.bank.accounts.push_back(std::move(payee));
    }
    iso8583::Message message(const Purchase& purchase = {}, const std::string& payee = kPayee) {
        auto made = requestMessage(lines.config, purchase);
        made.set(3, "400000");
        made.set(22, "012");
        for (const int field : {35, 55})
            made.remove(field);
        if (!payee.empty()) made.setBinary(62, toBytes(payee));
        return made;
    }
    std::string code(const iso8583::Message& made) {
        return lines.answer(framed(lines.config, made)).text(39);
    }
    std::int64_t spent(std::size_t entry, bool payee) {
        const auto& found = lines.ledger->entries().at(entry);
        return lines.ledger->spent(payee ? found.payee : found.account);
    }

    Lines lines;
};

}  // namespace

TEST_F(Transfer, MovesTheMoneyFromOneAccountToTheOther) {
    const auto answer = lines.answer(framed(lines.config, message()));
    EXPECT_EQ(answer.text(39), "00");
    EXPECT_EQ(answer.text(3), "400000");
    EXPECT_EQ(spent(0, false), 1234);
    EXPECT_EQ(spent(0, true), -1234);
    EXPECT_EQ(code(message()), "94") << "once";
    const auto again = Ledger::open(lines.directory.filePath("ledger.db"), Ledger::Access::Read);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->spent(again->entries()[0].payee), -1234);
    const auto text = totalsText(totalsOf(*again));
    EXPECT_TRUE(text.contains("622848*********8901  CNY  12.34  0.00  0.00  12.34  0.00"))
        << text.toStdString();
    EXPECT_TRUE(text.contains("622848*********0038  CNY  0.00  0.00  0.00  0.00  12.34"))
        << text.toStdString();
}

TEST_F(Transfer, AReversalBringsItBackOnce) {
    ASSERT_EQ(code(message()), "00");
    auto back = message();
    back.mti = "0400";
    back.set(39, "98");
    EXPECT_EQ(code(back), "00");
    EXPECT_EQ(spent(0, false), 0);
    EXPECT_EQ(spent(0, true), 0);
    EXPECT_EQ(code(back), "00") << "however often it comes";
    EXPECT_EQ(spent(0, true), 0);
    EXPECT_EQ(code(message()), "94");
}

TEST_F(Transfer, WhatCameInCanBePaidOutAgain) {
    auto all = Purchase{.minor = 4'000'00};
    ASSERT_EQ(code(message(all)), "00");
    Purchase purchase{.minor = 4'001'00, .stan = "000002", .pan = kPayee};
    auto onward = message(purchase, kPan);
    EXPECT_EQ(code(onward), "00");
    EXPECT_EQ(spent(0, false), -1'00);
    purchase.stan = "000003";
    purchase.minor = 4'01;
    EXPECT_EQ(code(message(purchase, kPan)), "51");
}

TEST_F(Transfer, IsRefusedToWhomItCantGo) {
    const struct {
        std::string payee;
        const char* code;
    } cases[] = {
        {"", "30"},
        {kPan, "30"},                   // to itself
        {"6228480000000000012", "62"},  // blocked: it was lost
        {"6228480000000000020", "14"},  // nobody's
    };
    int number = 1;
    for (const auto& one : cases)
        EXPECT_EQ(code(message({.stan = "00001" + std::to_string(number++)}, one.payee)), one.code)
            << one.payee;
    for (const auto& entry : lines.ledger->entries())
        EXPECT_EQ(lines.ledger->spent(entry.account), 0);
}

TEST_F(Transfer, IsGivenBackByNoRefund) {
    ASSERT_EQ(code(message()), "00");
    auto refund = message({.stan = "000009"}, "");
    refund.mti = "0220";
    refund.set(3, "200000");
    auto field60 = iso8583::Field60::decode(refund.text(60)).value();
    field60.transactionType = "25";
    refund.set(60, field60.encode());
    refund.set(61, iso8583::Field61{"000001", "000001", {}}.encode());
    EXPECT_EQ(code(refund), "25") << "a merchant has never had it";
}

}  // namespace tappay::simulator::network
