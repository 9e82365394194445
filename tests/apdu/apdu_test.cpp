#include "apdu/apdu.h"

#include <gtest/gtest.h>

namespace tappay::apdu {
namespace {

TEST(Command, ShortForms) {
    EXPECT_EQ(toHex(select(asBytes("1PAY.SYS.DDF01")).encode()),
              "00A404000E315041592E5359532E444446303100");
    EXPECT_EQ(toHex(readRecord(1, 2).encode()), "00B2020C00");
    EXPECT_EQ(toHex(getProcessingOptions({}).encode()), "80A8000002830000");
    EXPECT_EQ(toHex(getData(0x9F17).encode()), "80CA9F1700");
    EXPECT_EQ(toHex(externalAuthenticate(*fromHex("546AD9E800FD23A93030")).encode()),
              "008200000A546AD9E800FD23A93030");
    EXPECT_EQ(toHex(generateAc(0x80, *fromHex("0102")).encode()), "80AE800002010200");
}

TEST(Command, RoundTripOfAllCases) {
    const Bytes big(300, 0xAB);
    for (const Command& command :
         {Command{0, 1, 2, 3, {}, {}}, Command{0, 1, 2, 3, {}, 0}, Command{0, 1, 2, 3, {9}, {}},
          Command{0, 1, 2, 3, {9}, 5}, Command{0, 1, 2, 3, big, {}}, Command{0, 1, 2, 3, big, 0},
          Command{0, 1, 2, 3, {}, 1000}}) {
        const Bytes bytes = command.encode();
        const auto parsed = parseCommand(bytes);
        ASSERT_TRUE(parsed) << toHex(bytes);
        EXPECT_EQ(toHex(parsed->encode()), toHex(bytes));
    }
}

TEST(Command, RefusesLies) {
    for (const char* hex : {"", "00A404", "00A4040002AA", "00A4040001AABBCC", "00A4040000000201"})
        EXPECT_FALSE(parseCommand(*fromHex(hex))) << hex;
}

TEST(Response, NeedsAStatusWord) {
    EXPECT_EQ(parseResponse(*fromHex("70029000"))->sw, 0x9000);
    EXPECT_EQ(parseResponse(*fromHex("90")).error().code, FailureCode::CardRemoved);
    EXPECT_EQ(parseResponse({}).error().code, FailureCode::CardRemoved);
}

}  // namespace
}  // namespace tappay::apdu
