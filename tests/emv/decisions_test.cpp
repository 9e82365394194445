#include <gtest/gtest.h>

#include "emv/trial.h"
#include "emv/verification_results.h"

// What a trace hears of a transaction.
namespace tappay::emv::test {
namespace {

TEST(Decisions, OnlinePurchase) {
    Trial trial;
    (void)trial.run();
    EXPECT_EQ(trial.trace.heard,
              (std::vector<std::string>{
                  "Book 1, 12.4: application A000000333010101",
                  "Book 3, 10.3: offline data authentication: no method in common",
                  "Book 3, 10.3: TVR B1b8, offline data authentication not performed",
                  "Book 4, 6.3.4.5: CVM results 3F0000",
                  "Book 4, 6.3.4.5: CVM results 3F0001",
                  "Book 3, 10.5.2: TVR B3b3, online PIN entered",
                  "Book 4, 6.3.4.5: CVM results 420300",
                  "Book 3, 10.6.1: TVR B4b8, floor limit exceeded",
                  "Book 3, 10.6: terminal risk management performed",
                  "Book 3, 10.7: action codes for online match the TVR",
                  "Book 3, 10.8: first GENERATE AC: asks for ARQC",
                  "Book 3, 10.8: the card gives ARQC",
                  "Book 3, 10.9: the issuer approves with response code 00",
                  "Book 3, 10.8: second GENERATE AC: asks for TC",
                  "Book 3, 10.8: the card gives TC",
                  "Book 3, 10.11: approved online",
              }));
}

TEST(Decisions, EveryBitOfTheTvrHasItsPlaceAndName) {
    EXPECT_EQ(describe(TvrBit::SdaSelected), "TVR B1b2, SDA selected");
    EXPECT_EQ(describe(TvrBit::ScriptFailedAfterFinalAc),
              "TVR B5b5, script failed after the final GENERATE AC");
    EXPECT_EQ(describe(static_cast<TvrBit>(0x0301)), "TVR B4b1, reserved");
}

}  // namespace
}  // namespace tappay::emv::test
