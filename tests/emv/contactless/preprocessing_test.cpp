#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

namespace tappay::emv::test {
namespace {

using contactless::preprocess;

// Octets 1, 3 and 4 for a terminal that can do everything.
std::string ttq(const std::string& wishes) {
    return "36" + wishes + "4080";
}

TEST(Preprocessing, EachLimitJustBelowAtAndAbove) {
    struct Case {
        std::int64_t amount;
        bool fromFloor;
        std::string wishes;  // second octet; empty: the card has to be inserted
    };
    // Floor limit 1000, CVM limit 3000, transaction limit 5000.
    const Case cases[] = {{0, false, "80"},    {1, false, "00"},
                          {999, false, "00"},  {1000, false, "00"},
                          {1000, true, "80"},  {999, true, "00"},
                          {1001, false, "80"}, {2999, false, "80"},
                          {3000, false, "C0"}, {3001, false, "C0"},
                          {4999, false, "C0"}, {5000, false, ""},
                          {5001, false, ""},   {999'999'999'999, false, ""}};
    for (const Case& one : cases) {
        TapTrial trial;
        trial.limits() = {.floor = 1000, .transaction = 5000, .cvm = 3000};
        trial.limits().onlineFromFloorLimit = one.fromFloor;
        trial.transaction.amount.minor = one.amount;
        const auto allowed = preprocess(trial.parameters, trial.transaction);
        ASSERT_TRUE(allowed);
        ASSERT_EQ(allowed->size(), one.wishes.empty() ? 0U : 1U) << one.amount;
        if (one.wishes.empty()) continue;
        EXPECT_EQ(toHex(allowed->front().ttq), ttq(one.wishes)) << one.amount;
        EXPECT_EQ(allowed->front().application, &trial.parameters.aids.front());
    }
}

TEST(Preprocessing, StatusCheckIsOneWholeUnitOfTheCurrency) {
    struct Case {
        const char* currency;
        std::int64_t amount;
        bool checks, online;
    };
    for (const Case& one :
         {Case{"CNY", 100, true, true}, Case{"CNY", 100, false, false},
          Case{"CNY", 99, true, false}, Case{"CNY", 101, true, false}, Case{"JPY", 1, true, true},
          Case{"JPY", 100, true, false}, Case{"KWD", 1000, true, true}}) {
        TapTrial trial;
        trial.limits().statusCheck = one.checks;
        trial.parameters.terminal.currency = *currencyByAlpha(one.currency);
        trial.transaction.amount = {one.amount, *currencyByAlpha(one.currency)};
        const auto allowed = preprocess(trial.parameters, trial.transaction);
        ASSERT_TRUE(allowed);
        EXPECT_EQ(toHex(allowed->front().ttq), ttq(one.online ? "80" : "00"))
            << one.currency << one.amount;
    }
}

TEST(Preprocessing, WhatTheTerminalCanDo) {
    struct Case {
        std::function<void(TapTrial&)> change;
        const char* expected;
    };
    const Case cases[] = {
        {[](TapTrial&) {}, "36004080"},
        {[](TapTrial& t) { t.parameters.contactless.contactAlso = false; }, "26004080"},
        {[](TapTrial& t) { t.parameters.contactless.onlinePin = false; }, "32004080"},
        {[](TapTrial& t) { t.parameters.aids.front().onlinePin = false; }, "32004080"},
        {[](TapTrial& t) { t.parameters.contactless.signature = false; }, "34004080"},
        {[](TapTrial& t) { t.parameters.contactless.consumerDevice = false; }, "36000080"},
        {[](TapTrial& t) { t.parameters.contactless.fddaVersion01 = false; }, "36004000"},
        {[](TapTrial& t) { t.transaction.forceOnline = true; }, "36804080"},
        {[](TapTrial& t) { t.parameters.terminal.type = 0x21; }, "36804080"},
        {[](TapTrial& t) { t.parameters.terminal.type = 0x34; }, "36804080"},
        {[](TapTrial& t) { t.parameters.terminal.type = 0x23; }, "3E004080"},
        {[](TapTrial& t) { t.parameters.terminal.type = 0x26; }, "3E004080"},
    };
    for (const Case& one : cases) {
        TapTrial trial;
        one.change(trial);
        const auto allowed = preprocess(trial.parameters, trial.transaction);
        ASSERT_TRUE(allowed);
        ASSERT_EQ(allowed->size(), 1U);
        EXPECT_EQ(toHex(allowed->front().ttq), one.expected);
    }
}

TEST(Preprocessing, EachApplicationHasItsOwnLimits) {
    TapTrial trial;
    AidParameters credit = trial.parameters.aids.front();
    credit.aid = *fromHex("A000000333010102");
    credit.contactless->transaction = 12345;
    AidParameters slotOnly = credit;
    slotOnly.aid = *fromHex("A000000333010103");
    slotOnly.contactless.reset();
    trial.parameters.aids.push_back(credit);
    trial.parameters.aids.push_back(slotOnly);
    auto allowed = preprocess(trial.parameters, trial.transaction);
    ASSERT_TRUE(allowed);
    ASSERT_EQ(allowed->size(), 1U);
    EXPECT_EQ(allowed->front().application, trial.parameters.aids.data());
    trial.transaction.amount.minor = 12344;
    EXPECT_EQ(preprocess(trial.parameters, trial.transaction)->size(), 2U);
}

TEST(Preprocessing, ZeroIsNoAmountForATerminalThatIsNeverOnline) {
    TapTrial trial;
    trial.transaction.amount.minor = 0;
    trial.parameters.terminal.type = 0x23;
    EXPECT_TRUE(preprocess(trial.parameters, trial.transaction)->empty());
}

TEST(Preprocessing, RefusesWhatNoCardCouldChange) {
    TapTrial trial;
    trial.transaction.amount.minor = -1;
    EXPECT_EQ(preprocess(trial.parameters, trial.transaction).error().code,
              FailureCode::AmountInvalid);
    trial.transaction.amount = {100, *currencyByAlpha("JPY")};
    EXPECT_EQ(preprocess(trial.parameters, trial.transaction).error().code,
              FailureCode::CurrencyUnsupported);
    trial.transaction = sale(100);
    trial.parameters.aids.clear();
    EXPECT_EQ(preprocess(trial.parameters, trial.transaction).error().code,
              FailureCode::NotConfigured);
}

}  // namespace
}  // namespace tappay::emv::test
