#include "base/money.h"

#include <gtest/gtest.h>

namespace tappay {
namespace {

const Currency kCny = *currencyByAlpha("CNY");
const Currency kJpy = *currencyByAlpha("JPY");
const Currency kKwd = *currencyByNumeric(414);

TEST(Money, ParsesByTheExponentOfTheCurrency) {
    EXPECT_EQ(parseMoney("12.34", kCny)->minor, 1234);
    EXPECT_EQ(parseMoney("12.3", kCny)->minor, 1230);
    EXPECT_EQ(parseMoney("12", kCny)->minor, 1200);
    EXPECT_EQ(parseMoney("12", kJpy)->minor, 12);
    EXPECT_EQ(parseMoney("1.234", kKwd)->minor, 1234);
    EXPECT_EQ(parseMoney("9999999999.99", kCny)->minor, Money::kMax);
}

TEST(Money, RefusesEverythingElse) {
    for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1,00", "1e3", " 1", "1 ", "1.234",
                             "10000000000.00", "1.2.3", "NaN", "９"}) {
        const auto money = parseMoney(text, kCny);
        ASSERT_FALSE(money) << text;
        EXPECT_EQ(money.error().code, FailureCode::AmountInvalid) << text;
    }
    EXPECT_FALSE(parseMoney("1.0", kJpy));
}

TEST(Money, Formats) {
    EXPECT_EQ(formatMoney({5, kCny}), "0.05");
    EXPECT_EQ(formatMoney({123456, kCny}), "1234.56");
    EXPECT_EQ(formatMoney({-4500, kCny}), "-45.00");
    EXPECT_EQ(formatMoney({1234, kJpy}), "1234");
    EXPECT_EQ(moneyToN12({1234, kCny}), "000000001234");
}

TEST(Money, UnknownCurrency) {
    EXPECT_EQ(currencyByAlpha("ZZZ").error().code, FailureCode::CurrencyUnsupported);
    EXPECT_EQ(currencyByNumeric(999).error().code, FailureCode::CurrencyUnsupported);
}

}  // namespace
}  // namespace tappay
