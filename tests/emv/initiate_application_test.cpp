#include "emv/initiate_application.h"

#include <gtest/gtest.h>

#include "emv/trial.h"

namespace tappay::emv::test {
namespace {

TEST(Afl, Entries) {
    const auto afl = parseAfl(*fromHex("080102011001040018010200"));
    ASSERT_TRUE(afl);
    EXPECT_EQ(*afl, (std::vector<AflEntry>{{1, 1, 2, 1}, {2, 1, 4, 0}, {3, 1, 2, 0}}));
    EXPECT_EQ(parseAfl(*fromHex("F0FFFF01"))->front(), (AflEntry{30, 255, 255, 1}));
}

TEST(Afl, Nonsense) {
    for (const char* afl : {"", "08", "080102", "0801020010", "00010100", "F8010100", "09010100",
                            "0C010100", "08000100", "08020100", "08010102", "0801FFFF01"})
        EXPECT_FALSE(parseAfl(*fromHex(afl))) << afl;
    Bytes tooLong;
    for (int i = 0; i < 64; ++i)
        append(tooLong, *fromHex("08010100"));
    EXPECT_FALSE(parseAfl(tooLong));
}

TEST(ProcessingOptions, BothFormats) {
    for (const char* answer : {"80067C0008010100", "770A82027C00940408010100",
                               "770D9404080101009F01008202"
                               "7C00",
                               "8081067C0008010100"}) {
        const auto options = parseProcessingOptions(*fromHex(answer));
        ASSERT_TRUE(options) << answer;
        EXPECT_EQ(toHex(options->aip), "7C00");
        EXPECT_EQ(options->afl.size(), 1U);
    }
}

TEST(ProcessingOptions, Malformed) {
    for (const char* answer :
         {"", "80", "8000", "80017C", "80027C00", "80057C00080101", "80077C0008010100",
          "770482027C00", "7706940408010100", "770982017C940408010100",
          "770E82027C0082027C00940408010100", "770A82027C0094050801010000", "70067C0008010100",
          "80067C000801010080067C0008010100"}) {
        const auto options = parseProcessingOptions(*fromHex(answer));
        EXPECT_FALSE(options) << answer;
        if (!options) {
            EXPECT_EQ(options.error().code, FailureCode::CardDataMalformed);
        }
    }
}

TEST(InitiateApplication, PdolIsFilledByItsRules) {
    Trial trial;
    // amount, unknown tag, country cut on the left, currency padded, TVR, constructed, type
    trial.card.setPdol("9F0206DF7F029F1A015F2A0395056F029C01");
    (void)trial.run();
    EXPECT_EQ(trial.card.lastAsked("80A8"),
              "80A80000"
              "16"
              "8314"
              "000000012345"
              "0000"
              "56"
              "000156"
              "0000000000"
              "0000"
              "00"
              "00");
}

TEST(InitiateApplication, WithoutPdol) {
    Trial trial;
    (void)trial.run();
    EXPECT_EQ(trial.card.lastAsked("80A8"), "80A8000002830000");
}

TEST(InitiateApplication, PdolThatIsNone) {
    for (const char* pdol : {"9F", "9F02", "9F02FF9F02FF"}) {
        Trial trial;
        trial.card.setPdol(pdol);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed) << pdol;
        EXPECT_FALSE(trial.card.wasAsked("80A8"));
    }
}

}  // namespace
}  // namespace tappay::emv::test
