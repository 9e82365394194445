#include "emv/numeric.h"

#include <gtest/gtest.h>

namespace tappay::emv::test {
namespace {

TEST(Numeric, DigitsInOctets) {
    EXPECT_EQ(toHex(toNumeric(12345, 6)), "000000012345");
    EXPECT_EQ(toHex(toNumeric(156, 2)), "0156");
    EXPECT_EQ(toHex(toNumeric(123456, 2)), "3456");
    EXPECT_EQ(fromNumeric(*fromHex("0156")), 156U);
    EXPECT_EQ(fromNumeric({}), 0U);
    EXPECT_FALSE(fromNumeric(*fromHex("1A")));
    EXPECT_FALSE(fromNumeric(*fromHex("A1")));
}

TEST(Numeric, Binary) {
    EXPECT_EQ(toHex(toBinary(0x0102, 4)), "00000102");
    EXPECT_EQ(fromBinary(*fromHex("00010203")), 0x010203U);
}

TEST(Numeric, CompressedDigits) {
    EXPECT_EQ(digitsOf(*fromHex("123F")), "123");
    EXPECT_EQ(digitsOf(*fromHex("12FFFF")), "12");
    EXPECT_EQ(digitsOf({}), "");
    for (const char* hex : {"1F2F", "F123", "12A4", "1D20"})
        EXPECT_FALSE(digitsOf(*fromHex(hex))) << hex;
}

TEST(Numeric, Days) {
    EXPECT_EQ(parseDay(*fromHex("261122")), 20261122U);
    EXPECT_EQ(parseDay(*fromHex("240229")), 20240229U);
    EXPECT_EQ(parseDay(*fromHex("991231")), 19991231U);
    EXPECT_EQ(parseDay(*fromHex("500101")), 19500101U);
    EXPECT_EQ(parseDay(*fromHex("491231")), 20491231U);
    for (const char* hex : {"250229", "260001", "261301", "261100", "261131", "2611", "26112A"})
        EXPECT_FALSE(parseDay(*fromHex(hex))) << hex;
    EXPECT_EQ(dayOf({2026, 11, 22, 0, 0, 0}), 20261122U);
}

TEST(Numeric, Months) {
    EXPECT_EQ(parseMonth(*fromHex("1230")), 203012U);
    EXPECT_EQ(parseMonth(*fromHex("0199")), 199901U);
    for (const char* hex : {"0026", "1326", "12", "1A26"})
        EXPECT_FALSE(parseMonth(*fromHex(hex))) << hex;
}

}  // namespace
}  // namespace tappay::emv::test
