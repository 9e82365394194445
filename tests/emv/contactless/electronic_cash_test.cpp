#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

namespace tappay::emv::test {
namespace {

// Without its authorisation the issuer would take electronic cash from the account once more.
TEST(TapElectronicCash, IsToldToTheIssuerAsSuch) {
    TapTrial trial;
    trial.card.put(1, tag::kElectronicCash, "454343303031");
    trial.card.certify();
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOffline);
    EXPECT_TRUE(trial.host.icc.contains("9F74064543433030318A025931")) << trial.host.icc;
}

}  // namespace
}  // namespace tappay::emv::test
