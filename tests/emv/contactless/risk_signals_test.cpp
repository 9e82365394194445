#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

// What is told of cards and readers that look unlike the usual; nothing is refused for it.
namespace tappay::emv::test {
namespace {

using std::chrono::milliseconds;

TEST(RiskSignals, CounterThatIsNotNewIsTold) {
    for (const char* const decision : {TapCard::kApprove, TapCard::kAskIssuer}) {
        TapTrial trial;
        trial.card.decision = decision;
        trial.memory.seen = {.counter = true};
        EXPECT_TRUE(approved(trial.run())) << "for the issuer to decide";
        EXPECT_EQ(trial.host.risk, (RiskSignals{.counterNotNew = true}));
        EXPECT_EQ(trial.memory.sightings, 1);
        EXPECT_EQ(trial.memory.askedPan, "6228480012345678901");
        EXPECT_EQ(trial.memory.askedSequence, "01");
        EXPECT_EQ(trial.memory.seenCounter, 7);
        EXPECT_EQ(trial.memory.seenNumber, "A1B2C3D4");
    }
    TapTrial declining;
    declining.card.decision = TapCard::kDecline;
    (void)declining.run();
    EXPECT_EQ(declining.memory.sightings, 0);
}

TEST(RiskSignals, NumberThatIsNotNewIsTold) {
    TapTrial trial;
    trial.memory.seen = {.number = true};
    EXPECT_TRUE(approved(trial.run()));
    EXPECT_EQ(trial.host.risk, (RiskSignals{.numberNotNew = true}));
}

TEST(RiskSignals, RelayShowsInTheQuickestAnswer) {
    struct Case {
        milliseconds each, limit;
        bool slow;
    };
    for (const Case& one : {Case{milliseconds(0), milliseconds(50), false},
                            Case{milliseconds(50), milliseconds(50), false},
                            Case{milliseconds(51), milliseconds(50), true},
                            Case{milliseconds(500), milliseconds(50), true},
                            Case{milliseconds(500), milliseconds(0), false}}) {
        TapTrial trial;
        trial.clock.each = one.each;
        trial.parameters.contactless.quickestAnswer = one.limit;
        EXPECT_TRUE(approved(trial.run()));
        EXPECT_EQ(trial.host.risk, (RiskSignals{.slowAnswers = one.slow})) << one.each.count();
    }
}

TEST(RiskSignals, OneQuickAnswerIsNoRelay) {
    TapTrial trial;
    trial.clock.each = milliseconds(400);
    trial.card.spoil = [&](std::size_t index, apdu::Response answer) {
        trial.clock.each = milliseconds(index == kSelectEnvironment ? 20 : 400);
        return Result<apdu::Response>(std::move(answer));
    };
    EXPECT_TRUE(approved(trial.run()));
    EXPECT_FALSE(trial.host.risk.any());
}

TEST(RiskSignals, WithoutAMemoryNothingIsKnown) {
    TapTrial trial;
    const auto allowed = contactless::preprocess(trial.parameters, trial.transaction);
    const Outcome outcome = contactless::run(trial.parameters, trial.transaction, *allowed,
                                             {trial.card,
                                              trial.cardholder,
                                              trial.host,
                                              trial.clock,
                                              trial.random,
                                              {},
                                              nullptr,
                                              nullptr});
    EXPECT_TRUE(approved(outcome));
    EXPECT_FALSE(trial.host.risk.any());
}

}  // namespace
}  // namespace tappay::emv::test
