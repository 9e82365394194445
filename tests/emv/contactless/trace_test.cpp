#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"
#include "emv/trace/recorder.h"
#include "emv/trace/replay.h"

// What the memory says only now and then is in a trace when it does.
namespace tappay::emv::test {
namespace {

std::string recorded(TapTrial& trial, Outcome& outcome) {
    trace::Recorder recorder({trial.card, trial.cardholder, trial.host, trial.clock, trial.random,
                              trial.stop.get_token(), &trial.memory},
                             trial.transaction, CardInterface::Contactless);
    const auto allowed = contactless::preprocess(trial.parameters, trial.transaction);
    outcome =
        contactless::run(trial.parameters, trial.transaction, *allowed, recorder.surroundings());
    recorder.ended(outcome);
    return recorder.text();
}

void expectReplayed(const std::string& text, const TapTrial& trial, const Outcome& outcome) {
    const auto transcripts = trace::parseTranscripts(text);
    ASSERT_TRUE(transcripts) << transcripts.error().detail << "\n" << text;
    const auto& kept = transcripts->front();
    EXPECT_EQ(trace::toText(kept), text);
    trace::Replay replay(kept);
    const auto allowed = contactless::preprocess(trial.parameters, kept.transaction);
    const Outcome again =
        contactless::run(trial.parameters, kept.transaction, *allowed, replay.surroundings());
    for (const std::string& difference : replay.differences(again))
        ADD_FAILURE() << difference << "\nin\n" << text;
    EXPECT_EQ(again.cardHasPaid, outcome.cardHasPaid);
    EXPECT_EQ(again.reason.has_value(), outcome.reason.has_value());
}

TEST(TapTrace, WhatWasSeenBefore) {
    TapTrial usual;
    Outcome outcome;
    EXPECT_EQ(recorded(usual, outcome).find("seen-before"), std::string::npos);
    TapTrial trial;
    trial.memory.seen = {.counter = true, .number = false};
    const std::string text = recorded(trial, outcome);
    EXPECT_NE(text.find("seen-before counter -\n"), std::string::npos) << text;
    expectReplayed(text, trial, outcome);
}

}  // namespace
}  // namespace tappay::emv::test
