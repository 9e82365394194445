#include "apdu/words.h"

#include <gtest/gtest.h>

namespace tappay::apdu {
namespace {

TEST(Words, OfCommands) {
    EXPECT_EQ(nameOf(readRecord(1, 1)), "READ RECORD");
    EXPECT_EQ(nameOf(generateAc(0x80, {})), "GENERATE AC");
    EXPECT_EQ(nameOf(getData(0x9F17)), "GET DATA");
    EXPECT_EQ(nameOf(Command{0x84, 0x24, 0, 0, {}, {}}), "PIN CHANGE/UNBLOCK");
    EXPECT_EQ(nameOf(Command{0x00, 0x01, 0, 0, {}, {}}), "");
}

TEST(Words, OfStatusWords) {
    EXPECT_EQ(meaningOf(0x9000), "success");
    EXPECT_EQ(meaningOf(0x6A83), "record not found");
    EXPECT_EQ(meaningOf(0x63C2), "wrong, tries left: 2");
    EXPECT_EQ(meaningOf(0x6300), "authentication failed");
    EXPECT_EQ(meaningOf(0x611C), "octets waiting: 28");
    EXPECT_EQ(meaningOf(0x6C0A), "wrong length, right is: 10");
    EXPECT_EQ(meaningOf(0x1234), "");
}

}  // namespace
}  // namespace tappay::apdu
