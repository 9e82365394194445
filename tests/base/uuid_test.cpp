#include "base/uuid.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tappay {
namespace {

class FixedClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        return std::chrono::system_clock::time_point(std::chrono::milliseconds(0x017F22E279B0));
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override { return {}; }
};

class Ones final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, 0xFF); }
};

// The time stamp of RFC 9562, appendix A.6.
TEST(Uuid, Version7Layout) {
    Ones random;
    EXPECT_EQ(makeUuidV7(FixedClock(), random), "017f22e2-79b0-7fff-bfff-ffffffffffff");
}

TEST(Uuid, Recognises) {
    EXPECT_TRUE(isUuid("017f22e2-79b0-7fff-bfff-ffffffffffff"));
    EXPECT_FALSE(isUuid("017f22e279b07fffbfffffffffffffff"));
    EXPECT_FALSE(isUuid("017f22e2-79b0-7fff-bfff-fffffffffffg"));
}

}  // namespace
}  // namespace tappay
