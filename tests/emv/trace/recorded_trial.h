#pragma once

#include <gtest/gtest.h>

#include "base/pan.h"
#include "emv/trace/recorder.h"
#include "emv/trace/replay.h"
#include "emv/trial.h"

// A trial whose run is recorded, written, read again and repeated.
namespace tappay::emv::test {

constexpr const char* kTestPan = "6228480012345678901";
constexpr std::int64_t kRecordedAmount = 98765;  // shares no digits with the card number

// Every run of seven digits of the number that its masked form does not show: as digits (and so in
// compressed form), and as the hexadecimal of characters.
inline std::vector<std::string> runsOf(const std::string& pan) {
    constexpr std::size_t kRun = 7;
    std::string masked = maskPan(pan);
    std::ranges::replace(masked, '*', '0');
    std::vector<std::string> runs;
    for (std::size_t i = 0; i + kRun <= pan.size(); ++i) {
        const std::string run = pan.substr(i, kRun);
        if (run == masked.substr(i, kRun)) continue;
        runs.push_back(run);
        runs.push_back(toHex(asBytes(run)));
    }
    return runs;
}

inline void expectNoPan(const std::string& text, const std::string& pan = kTestPan) {
    for (const std::string& run : runsOf(pan))
        EXPECT_EQ(text.find(run), std::string::npos) << run << " in\n" << text;
}

struct Recorded {
    Outcome outcome;
    std::string text;
};

// The contact kernel or the contactless one.
using Kernel = std::function<Outcome(const Parameters&, const Transaction&, const Surroundings&)>;

inline Recorded record(Shop& shop, apdu::Card& card, CardInterface interface,
                       const Kernel& kernel) {
    shop.transaction.amount.minor = kRecordedAmount;
    trace::Recorder recorder(shop.around(card), shop.transaction, interface);
    Recorded recorded{kernel(shop.parameters, shop.transaction, recorder.surroundings()), {}};
    recorder.ended(recorded.outcome);
    recorded.text = recorder.text();
    return recorded;
}

// The kernel does again what the text says, and comes to the same end, which is returned.
inline Outcome expectReplays(const Recorded& recorded, const Parameters& parameters,
                             const Kernel& kernel) {
    const auto transcripts = trace::parseTranscripts(recorded.text);
    if (!transcripts || transcripts->size() != 1) {
        ADD_FAILURE() << "not one transcript:\n" << recorded.text;
        return {};
    }
    const trace::Transcript& kept = transcripts->front();
    EXPECT_EQ(trace::toText(kept), recorded.text);
    trace::Replay replay(kept);
    Outcome again = kernel(parameters, kept.transaction, replay.surroundings());
    for (const std::string& difference : replay.differences(again))
        ADD_FAILURE() << difference << "\nin\n" << recorded.text;
    EXPECT_EQ(again.decision, recorded.outcome.decision);
    EXPECT_EQ(again.maskedPan, recorded.outcome.maskedPan);
    EXPECT_EQ(again.hostApproved, recorded.outcome.hostApproved);
    EXPECT_EQ(again.signatureNeeded, recorded.outcome.signatureNeeded);
    EXPECT_EQ(again.scriptResults, recorded.outcome.scriptResults);
    EXPECT_EQ(again.iad, recorded.outcome.iad);
    EXPECT_EQ(again.next, recorded.outcome.next);
    EXPECT_EQ(again.torn == nullptr, recorded.outcome.torn == nullptr);
    return again;
}

inline Outcome runContact(const Parameters& parameters, const Transaction& transaction,
                          const Surroundings& world) {
    return run(parameters, transaction, world);
}

inline Recorded record(Trial& trial) {
    return record(trial, trial.card, CardInterface::Contact, runContact);
}

inline Recorded expectRecordedAndReplayed(Trial& trial) {
    Recorded recorded = record(trial);
    (void)expectReplays(recorded, trial.parameters, runContact);
    expectNoPan(recorded.text);
    return recorded;
}

}  // namespace tappay::emv::test
