#include "base/log.h"

#include <gtest/gtest.h>

#include <vector>

namespace tappay {
namespace {

TEST(Redaction, CardNumbersInAnyShape) {
    EXPECT_EQ(redact("pan 6228480012345678901 x"), "pan 6228480012345678901 x");  // fails Luhn
    EXPECT_EQ(redact("pan 4111111111111111."), "pan 411111******1111.");
    EXPECT_EQ(redact("4111 1111 1111 1111"), "411111******1111");
    EXPECT_EQ(redact("4111-1111-1111-1111"), "411111******1111");
}

TEST(Redaction, KeysAndCryptograms) {
    EXPECT_EQ(redact("key 0123456789ABCDEFFEDCBA9876543210"), "key <16 bytes>");
    EXPECT_EQ(redact("sw 9000 at 2026-11-22"), "sw 9000 at 2026-11-22");
}

TEST(Log, RedactsWhatReachesTheSink) {
    std::vector<std::string> lines;
    const Log log("test", LogLevel::Info,
                  [&](LogLevel, std::string_view line) { lines.emplace_back(line); });
    log.debug("a", "not shown");
    log.info("card", "read 4111111111111111");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find("info test card: read 411111******1111"), std::string::npos);
}

}  // namespace
}  // namespace tappay
