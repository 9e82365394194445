#include "emv/sm2_chain.h"
#include "emv/trace/recorded_trial.h"

// The same trace in gives the same commands, field 55 and outcome out.
namespace tappay::emv::test {
namespace {

std::array<const KeyChain*, 2> chains() {
    return {&Chain::withRemainders(), &Sm2Chain::instance()};
}

Trial trialWith(const KeyChain& chain, const std::string& aip) {
    Trial trial;
    trial.parameters.caKeys = {chain.caKey()};
    chain.issue(trial.card, aip);
    if (aip == "5C00") chain.signStatically(trial.card, aip);
    chain.answerDda(trial.card);
    if (aip == "7D00") {
        chain.answerCda(trial.card, "80AE90", "80");
        chain.answerCda(trial.card, "80AE50", "40");
    }
    return trial;
}

TEST(Replay, OnlineWithEachMethodAndAlgorithm) {
    for (const KeyChain* chain : chains())
        for (const char* aip : {"1C00", "5C00", "7C00", "7D00"}) {
            Trial trial = trialWith(*chain, aip);
            const Recorded recorded = expectRecordedAndReplayed(trial);
            EXPECT_EQ(recorded.outcome.decision, Decision::ApprovedOnline) << aip;
        }
}

TEST(Replay, OfflineApprovalByCda) {
    for (const KeyChain* chain : chains()) {
        Trial trial = trialWith(*chain, "7D00");
        trial.makeOffline();
        const Recorded recorded = expectRecordedAndReplayed(trial);
        EXPECT_EQ(recorded.outcome.decision, Decision::ApprovedOffline);
    }
}

TEST(Replay, FailedAuthentication) {
    for (const char* aip : {"5C00", "7C00", "7D00"}) {
        Trial revoked = trialWith(Chain::withRemainders(), aip);
        revoked.parameters.revoked = {{*fromHex("A000000333"), 0xF0, *fromHex("000001")}};
        EXPECT_NE(expectRecordedAndReplayed(revoked).outcome.tvr[0] & 0x4C, 0);
        Trial missing = trialWith(Chain::withRemainders(), aip);
        missing.card.drop(tag::kIssuerExponent);
        EXPECT_NE(expectRecordedAndReplayed(missing).outcome.tvr[0] & 0x20, 0);
    }
    for (const auto defect : {KeyChain::CdaDefect::WrongHash, KeyChain::CdaDefect::NoSignature}) {
        Trial trial = trialWith(Chain::withRemainders(), "7D00");
        Chain::withRemainders().answerCda(trial.card, "80AE90", "80", defect);
        EXPECT_EQ(expectRecordedAndReplayed(trial).outcome.decision, Decision::Ended);
    }
}

TEST(Replay, EveryAnswerOfTheHost) {
    for (const Result<HostAnswer>& answer : std::vector<Result<HostAnswer>>{
             HostAnswer{false, "51", {}, {}}, HostAnswer{true, "00", Bytes(10, 0x11), {}},
             HostAnswer{true, "00", {}, *fromHex("720F9F18041122334486068424000001AA")},
             HostAnswer{true, "00", {}, *fromHex("7211")},
             HostAnswer{true, "00", {}, *fromHex("71039F1804")}, HostAnswer{true, "0", {}, {}},
             fail(FailureCode::HostUnreachable), fail(FailureCode::HostTimeout),
             fail(FailureCode::HostAnswerInvalid)}) {
        Trial trial;
        trial.host.answer = answer;
        expectRecordedAndReplayed(trial);
    }
}

TEST(Replay, TornAtEveryCommand) {
    Trial whole = trialWith(Chain::withRemainders(), "7C00");
    (void)record(whole);
    for (std::size_t i = 0; i < whole.card.heard.size(); ++i) {
        Trial trial = trialWith(Chain::withRemainders(), "7C00");
        trial.card.tear(whole.card.heard[i]);
        const Recorded recorded = expectRecordedAndReplayed(trial);
        EXPECT_NE(recorded.text.find("< !card.removed"), std::string::npos) << i;
    }
}

TEST(Replay, StatusWordsThatEndIt) {
    for (const char* command : {"00A4", "80A8", "00B2010C", "00B20114", "80AE80"})
        for (const char* answer : {"6985", "6A81", "6283",
                                   "7700"
                                   "9000",
                                   "112233"
                                   "9000"}) {
            Trial trial;
            trial.card.on(command, answer);
            expectRecordedAndReplayed(trial);
        }
}

TEST(Replay, WhatThePersonDoes) {
    Trial pin;
    pin.card.put(tag::kCvmList, "000000000000000042031E031F00");
    expectRecordedAndReplayed(pin);
    Trial bypassed;
    bypassed.cardholder.pin = PinEntry::Bypassed;
    expectRecordedAndReplayed(bypassed);
    Trial timeout;
    timeout.cardholder.pin = fail(FailureCode::PinTimeout);
    EXPECT_EQ(expectRecordedAndReplayed(timeout).outcome.reason->code, FailureCode::PinTimeout);
    for (const Step step : {Step::Selecting, Step::Reading, Step::CardRead, Step::Authorising}) {
        Trial stopped;
        stopped.cardholder.onStep = [&](Step now) {
            if (now == step) stopped.stop.request_stop();
        };
        expectRecordedAndReplayed(stopped);
    }
}

TEST(Replay, SaysWhatDiffers) {
    Trial trial;
    const Recorded recorded = record(trial);
    const auto transcripts = trace::parseTranscripts(recorded.text);
    Parameters other = trial.parameters;
    other.terminal.country = 840;
    trace::Replay replay(transcripts->front());
    const Outcome again = run(other, transcripts->front().transaction, replay.surroundings());
    const auto found = replay.differences(again);
    ASSERT_FALSE(found.empty());
    EXPECT_TRUE(found.front().starts_with("command was 80AE80")) << found.front();
}

TEST(Replay, TextThatIsNoTranscript) {
    for (const char* text :
         {"random A1", "run contact", "run contact 2026-11-22T10:11:12 1 CNY 00 free 1\nend",
          "run contact 2026-11-22T10:11:12 1 CNY 00 free 1\n< 9000",
          "run contact 2026-11-22T10:11:12 1 CNY 00 free 1\n> 0\n",
          "run contact 2026-11-22T10:11:12 1 CNY 00 free 1\n> 00\n< !nobody",
          "run contact 2026-11-22T10:11:12 1 XXZ 00 free 1",
          "run contact 2026-11-22T10:11 1 CNY 00 free 1",
          "run contact 2026-11-22T10:11:12 1 CNY 00 free 1\nhost - perhaps"})
        EXPECT_FALSE(trace::parseTranscripts(text)) << text;
    EXPECT_TRUE(trace::parseTranscripts("")->empty());
}

}  // namespace
}  // namespace tappay::emv::test
