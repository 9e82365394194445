#include "iso8583/fields.h"

#include <gtest/gtest.h>

namespace tappay::iso8583 {
namespace {

TEST(Field60, EncodesAndDecodes) {
    Field60 field;
    field.partialApproval = "1";
    EXPECT_EQ(field.encode(), "22000001000601");
    EXPECT_EQ(*Field60::decode("22000001000601"), field);
    field.accountType = "030";
    EXPECT_EQ(field.encode(), "22000001000601030");
    EXPECT_EQ(*Field60::decode(field.encode()), field);
}

TEST(Field60, SignOnStopsAtTheManagementCode) {
    Field60 field;
    field.transactionType = "00";
    field.networkManagement = "003";
    field.readingAbility.clear();
    field.icCondition.clear();
    EXPECT_EQ(field.encode(), "00000001003");
    EXPECT_EQ(*Field60::decode("00000001003"), field);
}

TEST(Field60, FillsGapsAndShortNumbers) {
    Field60 field;
    field.batch = "7";
    field.accountType = "10";
    EXPECT_EQ(field.encode(), "22000007000600010");
}

TEST(Field60, RefusesOtherLengthsAndCharacters) {
    for (const char* text : {"", "22", "2200000100", "220000010006010", "2200000100060103",
                             "220000010006010301", "2200000100060A"}) {
        const auto decoded = Field60::decode(text);
        ASSERT_FALSE(decoded) << text;
        EXPECT_EQ(decoded.error().code, FailureCode::HostAnswerInvalid);
        EXPECT_EQ(decoded.error().detail, "field 60");
    }
}

TEST(Field61, EncodesAndDecodes) {
    const Field61 field{"000001", "000123", "1122"};
    EXPECT_EQ(field.encode(), "0000010001231122");
    const auto decoded = Field61::decode("0000010001231122").value();
    EXPECT_EQ(decoded.batch, "000001");
    EXPECT_EQ(decoded.stan, "000123");
    EXPECT_EQ(decoded.date, "1122");
    const Field61 undated{"000001", "000123", ""};
    EXPECT_EQ(undated.encode(), "000001000123");
    EXPECT_TRUE(Field61::decode("000001000123")->date.empty());
    EXPECT_EQ(Field61::decode("00000100012311220100000000000")->date, "1122");
    EXPECT_FALSE(Field61::decode("00000100012"));
    EXPECT_FALSE(Field61::decode("00000100012X"));
}

}  // namespace
}  // namespace tappay::iso8583
