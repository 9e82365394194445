#pragma once

#include <gtest/gtest.h>

#include "emv/trial.h"

namespace tappay::emv::test {

// X and Y of a CVM list whose rules have no amounts.
inline constexpr const char* kNoAmounts = "0000000000000000";

// What a way through a CVM list leaves behind.
struct CvmExpectation {
    const char* what;
    const char* results;  // 9F34
    const char* tvr;      // octet 3
    CvmUsed used;
    bool performed = true;  // TSI
};

inline void expectCvm(const CvmExpectation& expected, const Outcome& outcome,
                      const FakeHost& host) {
    const char* const what = expected.what;
    EXPECT_EQ(toHex(outcome.cvmResults), expected.results) << what;
    EXPECT_EQ(toHex(outcome.tvr).substr(4, 2), expected.tvr) << what;
    EXPECT_EQ((outcome.tsi[0] & 0x40) != 0, expected.performed) << what;
    EXPECT_EQ(outcome.cvm, expected.used) << what;
    EXPECT_EQ(outcome.signatureNeeded, expected.used == CvmUsed::Signature ||
                                           expected.used == CvmUsed::OfflinePinAndSignature)
        << what;
    EXPECT_EQ(host.pinEntered, expected.used == CvmUsed::OnlinePin) << what;
}

}  // namespace tappay::emv::test
