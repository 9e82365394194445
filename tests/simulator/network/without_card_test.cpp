#include <gtest/gtest.h>

#include "purchase.h"

// Payments whose owner agreed elsewhere: entry mode 012, and nothing that only the card has.
namespace tappay::simulator::network {

using namespace test;

namespace {

iso8583::Message withoutCard(const NetworkConfig& config, const Purchase& purchase = {}) {
    auto message = requestMessage(config, purchase);
    message.set(22, "012");
    for (const int field : {35, 55})
        message.remove(field);
    return message;
}

std::string code(Lines& lines, const iso8583::Message& message) {
    return lines.answer(framed(lines.config, message)).text(39);
}

}  // namespace

TEST(WithoutCard, IsBooked) {
    Lines lines;
    const auto answer = lines.answer(framed(lines.config, withoutCard(lines.config)));
    EXPECT_EQ(answer.mti, "0210");
    EXPECT_EQ(answer.text(39), "00");
    EXPECT_EQ(answer.text(38).size(), 6U);
    EXPECT_FALSE(answer.has(55)) << "there is no card to answer";
    ASSERT_EQ(lines.ledger->entries().size(), 1U);
    const auto& entry = lines.ledger->entries().front();
    EXPECT_EQ(lines.ledger->spent(entry.account), 1234);
    EXPECT_FALSE(entry.atc);
    EXPECT_EQ(code(lines, withoutCard(lines.config)), "94") << "once";
    EXPECT_EQ(lines.answer(reversal(lines.config, {})).text(39), "00");
    EXPECT_EQ(lines.ledger->spent(entry.account), 0);
}

TEST(WithoutCard, IsHeldToWhatTheAccountCanDo) {
    Lines lines;
    const struct {
        Purchase purchase;
        const char* code;
    } cases[] = {
        {{.stan = "000001", .pan = "6228480000000000012"}, "41"},  // lost
        {{.stan = "000002", .pan = "6228480000000000020"}, "14"},  // nobody's
        {{.stan = "000003", .pan = "4000000000000002"}, "15"},     // of no bank here
        {{.stan = "000004", .expiry = "2001"}, "54"},
        {{.stan = "000005", .expiry = "3011"}, "54"},  // not what the card says
        {{.minor = 5'000'01, .stan = "000006"}, "61"},
        {{.minor = 5'000'00, .stan = "000007"}, "00"},
        {{.minor = 4'999'99, .stan = "000008"}, "00"},
        {{.minor = 2, .stan = "000009"}, "51"},
        {{.minor = 1, .stan = "000010"}, "00"},
    };
    for (const auto& one : cases)
        EXPECT_EQ(code(lines, withoutCard(lines.config, one.purchase)), one.code)
            << one.purchase.stan;
}

TEST(WithoutCard, HasNothingThatOnlyTheCardHas) {
    Lines lines;
    const auto whole = requestMessage(lines.config, {.pin = kPin});
    for (const int field : {35, 52, 55}) {
        auto message = withoutCard(lines.config, {.stan = "0000" + std::to_string(field)});
        if (field == 35)
            message.set(field, whole.text(field));
        else
            message.setBinary(field, Bytes(whole.binary(field).begin(), whole.binary(field).end()));
        EXPECT_EQ(code(lines, message), "30") << field;
    }
    // And what says that the card was there has its cryptogram.
    auto bare = withoutCard(lines.config, {.stan = "000099"});
    bare.set(22, "052");
    EXPECT_EQ(code(lines, bare), "30");
    auto other = withoutCard(lines.config, {.stan = "000098"});
    other.set(22, "011");
    EXPECT_EQ(code(lines, other), "30") << "with a PIN that is nowhere";
}

TEST(WithoutCard, WrongPinsOfTheCardStayCounted) {
    Lines lines;
    EXPECT_EQ(lines.answer(request(lines.config, {.stan = "000001", .pin = "111111"})).text(39),
              "55");
    EXPECT_EQ(code(lines, withoutCard(lines.config, {.stan = "000002"})), "00");
    const auto account = lines.ledger->entries().front().account;
    EXPECT_EQ(lines.ledger->pinTries(account), 1);
    EXPECT_EQ(lines.ledger->lastAtc(account), 3) << "the counter is the card's own";
}

}  // namespace tappay::simulator::network
