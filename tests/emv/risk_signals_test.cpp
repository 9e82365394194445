#include <gtest/gtest.h>

#include "emv/trial.h"

// As of tapped cards, in contactless/risk_signals_test.cpp.
namespace tappay::emv::test {
namespace {

TEST(RiskSignalsInTheSlot, ACardIsSeenOnce) {
    Trial trial;
    trial.memory.seen = {.counter = true};
    EXPECT_TRUE(approved(trial.run()));
    EXPECT_EQ(trial.host.risk, (RiskSignals{.counterNotNew = true}));
    EXPECT_EQ(trial.memory.sightings, 1);
    Trial alone;
    alone.makeOffline();
    alone.memory.seen = {.counter = true};
    alone.host.answer = fail(FailureCode::HostUnreachable);
    (void)alone.run();
    EXPECT_EQ(alone.memory.sightings, 1);
}

TEST(RiskSignalsInTheSlot, ACardMayTakeItsTime) {
    Trial trial;
    trial.clock.each = std::chrono::milliseconds(500);
    EXPECT_TRUE(approved(trial.run()));
    EXPECT_FALSE(trial.host.risk.any());
}

}  // namespace
}  // namespace tappay::emv::test
