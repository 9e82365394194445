#include "base/bytes.h"

#include <gtest/gtest.h>

namespace tappay {
namespace {

TEST(Hex, RoundTrip) {
    EXPECT_EQ(toHex(*fromHex("9f 26 00FF")), "9F2600FF");
    EXPECT_TRUE(fromHex("")->empty());
}

TEST(Hex, RefusesOddAndForeign) {
    for (const char* text : {"9", "9G", "9 F", "0x12"}) {
        const auto parsed = fromHex(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, FailureCode::InputMalformed);
    }
}

TEST(Bytes, ConstantTimeComparison) {
    EXPECT_TRUE(equalConstantTime(asBytes("abc"), asBytes("abc")));
    EXPECT_FALSE(equalConstantTime(asBytes("abc"), asBytes("abd")));
    EXPECT_FALSE(equalConstantTime(asBytes("abc"), asBytes("ab")));
}

}  // namespace
}  // namespace tappay
