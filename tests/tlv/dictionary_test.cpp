#include "tlv/dictionary.h"

#include <gtest/gtest.h>

namespace tappay::tlv {
namespace {

TEST(Dictionary, KnowsEmvAndPbocElements) {
    ASSERT_NE(lookUp(0x9F26), nullptr);
    EXPECT_EQ(lookUp(0x9F26)->name, "Application cryptogram");
    EXPECT_EQ(lookUp(0x9F26)->minLength, 8);
    EXPECT_EQ(lookUp(0x9F79)->name, "Electronic cash balance");
    EXPECT_EQ(lookUp(0xDF69)->maxLength, 1);
    EXPECT_EQ(lookUp(0x42)->format, Format::Numeric);
    EXPECT_EQ(lookUp(0xDF79)->format, Format::Numeric);
    EXPECT_EQ(lookUp(0x41), nullptr);
    EXPECT_EQ(lookUp(0xDF7A), nullptr);
    EXPECT_EQ(lookUp(0xFFFFFFFF), nullptr);
}

TEST(Dictionary, UnknownIsBinary) {
    EXPECT_EQ(formatOf(0xDF7A), Format::Binary);
    EXPECT_EQ(formatOf(0x5A), Format::CompressedNumeric);
    EXPECT_EQ(formatOf(0x9F02), Format::Numeric);
    EXPECT_EQ(formatOf(0x8A), Format::Text);
}

TEST(Dictionary, CardDataAreSensitive) {
    for (const Tag tag : {0x56U, 0x57U, 0x5AU, 0x5F20U, 0x99U, 0x9F0BU, 0x9F1FU, 0x9F20U, 0x9F61U})
        EXPECT_TRUE(lookUp(tag)->sensitive) << toHex(encodeTag(tag));
    for (const Tag tag : {0x9F26U, 0x95U, 0x9F10U, 0x5F34U, 0x50U})
        EXPECT_FALSE(lookUp(tag)->sensitive) << toHex(encodeTag(tag));
}

}  // namespace
}  // namespace tappay::tlv
