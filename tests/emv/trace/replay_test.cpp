#include "emv/cvm_expectation.h"
#include "emv/reader_keys.h"
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

Trial withCardPin(const std::string& rules, const std::vector<std::string>& pins) {
    Trial trial;
    trial.parameters.caKeys = {Chain::withRemainders().caKey()};
    trial.card.put(tag::kCvmList, std::string(kNoAmounts) + rules);
    Chain::withRemainders().issue(trial.card, "1C00");
    trial.card.on("80CA9F17", "9F1701039000");
    trial.card.on("0084", "11223344556677889000");
    trial.cardholder.offlinePins = pins;
    return trial;
}

// The digits are not in the trace, nor what they were enciphered to.
TEST(Replay, PinForTheCard) {
    const auto answered = [](std::vector<std::string> words) {
        return [words, at = std::size_t{0}](const apdu::Command&) mutable {
            return apdu::parseResponse(*fromHex(words.at(at++)));
        };
    };
    for (const char* const rule : {"01", "03", "04", "05"})
        for (const auto& words : std::vector<std::vector<std::string>>{
                 {"9000"}, {"63C2", "9000"}, {"63C2", "63C1", "63C0"}, {"6983"}, {"6A88"}}) {
            Trial trial = withCardPin(rule + std::string("00"), {"735190", "735191", "735192"});
            trial.card.on("0020", answered(words));
            const Recorded recorded = expectRecordedAndReplayed(trial);
            EXPECT_EQ(recorded.outcome.tvr[2] == 0, words.back() == "9000") << rule;
            EXPECT_EQ(recorded.text.find("735190"), std::string::npos);
            EXPECT_NE(recorded.text.find("card-pin entered"), std::string::npos);
        }
    for (const char* const rules : {"41001E00", "44001E00"}) {
        Trial bypassed = withCardPin(rules, {});
        EXPECT_EQ(expectRecordedAndReplayed(bypassed).outcome.cvm, CvmUsed::Signature);
        Trial torn = withCardPin(rules, {"735190"});
        torn.card.tear("0020");
        EXPECT_EQ(expectRecordedAndReplayed(torn).outcome.reason->code, FailureCode::CardRemoved);
        Trial timeout = withCardPin(rules, {"735190"});
        timeout.cardholder.pin = fail(FailureCode::PinTimeout);
        EXPECT_EQ(expectRecordedAndReplayed(timeout).outcome.reason->code, FailureCode::PinTimeout);
    }
}

TEST(Replay, PinForTheCardThatCannotBeEnciphered) {
    Trial noChallenge = withCardPin("44001E00", {"735190"});
    noChallenge.card.on("0084", "6D00");
    EXPECT_EQ(expectRecordedAndReplayed(noChallenge).outcome.cvm, CvmUsed::Signature);
    Trial noKey = withCardPin("44001E00", {"735190"});
    noKey.parameters.caKeys.clear();
    EXPECT_EQ(expectRecordedAndReplayed(noKey).outcome.cvm, CvmUsed::Signature);
}

TEST(Replay, PinOnTheReadersOwnKeys) {
    using Answers = std::vector<Result<apdu::Response>>;
    for (const Answers& answers :
         {Answers{apdu::Response{{}, 0x9000}},
          Answers{apdu::Response{{}, 0x63C2}, apdu::Response{{}, 0x9000}},
          Answers{apdu::Response{{}, 0x6983}}, Answers{fail(FailureCode::Cancelled)}}) {
        ReaderKeys keys;
        keys.answers = answers;
        Trial trial = withCardPin("41001E00", {});
        trial.card.keys = &keys;
        const Recorded recorded = expectRecordedAndReplayed(trial);
        EXPECT_NE(recorded.text.find("reader-pin "), std::string::npos);
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

// Whatever is taken out of a transcript, the replay is not the same.
TEST(Replay, NoLineIsThereForNothing) {
    Trial trial = trialWith(Chain::withRemainders(), "7C00");
    trial.transaction.forceOnline = true;
    trial.card.on("00A4040008A000000333010101",
                  "6F168408A000000333010101A50A500544454249548701819000");
    const Recorded recorded = expectRecordedAndReplayed(trial);
    EXPECT_NE(recorded.text.find("choice 0"), std::string::npos);
    std::size_t missing = 0;
    for (std::size_t at = 0; at < recorded.text.size(); at = recorded.text.find('\n', at) + 1) {
        const std::string line = recorded.text.substr(at, recorded.text.find('\n', at) + 1 - at);
        if (line.starts_with("run ") || line.starts_with("end ") || line.starts_with("decided "))
            continue;
        std::string text = recorded.text;
        text.erase(at, line.size());
        const auto kept = trace::parseTranscripts(text);
        if (!kept) continue;
        trace::Replay replay(kept->front());
        const Outcome again =
            run(trial.parameters, kept->front().transaction, replay.surroundings());
        EXPECT_FALSE(replay.differences(again).empty()) << line;
        ++missing;
    }
    EXPECT_GT(missing, 20U);
}

TEST(Replay, NobodyChooses) {
    Trial trial;
    trial.card.on("00A4040008A000000333010101",
                  "6F168408A000000333010101A50A500544454249548701819000");
    trial.cardholder.choice = fail(FailureCode::CardTimeout);
    EXPECT_EQ(expectRecordedAndReplayed(trial).outcome.reason->code, FailureCode::CardTimeout);
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
