#include "simulator/card/pace.h"

#include <gtest/gtest.h>

#include "terminal_side.h"

namespace tappay::test {

TEST(Pace, IsThatOfTheAirAndOfTheCard) {
    const auto lasts = [](std::string_view command, std::string_view response) {
        return simulator::contactlessDuration(hex(command), hex(response)).count();
    };
    // Octets in both directions at 75.5 us, and the card's own time.
    EXPECT_EQ(lasts("00A4040000", "6A82"), 15'000 + 528);
    EXPECT_EQ(lasts("00B2011C00", "70009000"), 12'000 + 679);
    EXPECT_EQ(lasts("80A8000002830000",
                    "77049402180490"
                    "00"),
              90'000 + 1208);
    EXPECT_EQ(lasts("80A8000002830000", "770482027C009000"), 40'000 + 1208);
    EXPECT_EQ(lasts("80CA9F7900", "6A88"), 5'000 + 528);
}

}  // namespace tappay::test
