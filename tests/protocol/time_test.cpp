#include "protocol/time.h"

#include <gtest/gtest.h>

namespace tappay::protocol {
namespace {

TEST(Time, TravelsInOneForm) {
    const std::chrono::system_clock::time_point at(std::chrono::milliseconds(1'763'798'400'007));
    EXPECT_EQ(formatTime(at), "2025-11-22T08:00:00.007Z");
    EXPECT_EQ(parseTime("2025-11-22T08:00:00.007Z").value(), at);
    EXPECT_EQ(parseTime("2024-02-29T23:59:59.999Z").value().time_since_epoch().count(),
              1'709'251'199'999);
}

TEST(Time, RefusesEveryOtherForm) {
    for (const auto* text :
         {"", "2025-11-22T08:00:00Z", "2025-11-22T08:00:00.007+00:00", "2025-11-22 08:00:00.007Z",
          "2025-02-29T08:00:00.000Z", "2025-13-01T08:00:00.000Z", "2025-11-22T24:00:00.000Z",
          "2025-11-22T08:60:00.000Z", "2025-11-22T08:00:60.000Z", "2025-11-22T08:00:00.0070Z",
          "-025-11-22T08:00:00.007Z"})
        EXPECT_EQ(parseTime(text).error().code, FailureCode::InputMalformed) << text;
}

}  // namespace
}  // namespace tappay::protocol
