#include "emv/contactless/tap_trial.h"
#include "emv/sm2_chain.h"
#include "emv/trace/recorded_trial.h"

// The same trace in gives the same commands, field 55 and outcome out, for cards that are tapped.
namespace tappay::emv::test {
namespace {

using TornTap = std::shared_ptr<const contactless::Torn>;

Kernel tapKernel(const TornTap& torn = nullptr) {
    return [torn](const Parameters& parameters, const Transaction& transaction,
                  const Surroundings& world) {
        const auto allowed = contactless::preprocess(parameters, transaction);
        return contactless::run(parameters, transaction, *allowed, world, torn);
    };
}

// What is done to the card and its surroundings before each tap of one payment.
using Taps = std::vector<std::function<void(TapTrial&)>>;

// Each tap gets what the one before left behind, while recording and again while replaying.
std::vector<Recorded> expectTapsReplayed(TapTrial& trial, const Taps& taps) {
    std::vector<Recorded> all;
    TornTap torn, tornAgain;
    for (const auto& prepare : taps) {
        if (!all.empty()) trial.card.comeBack();
        prepare(trial);
        all.push_back(record(trial, trial.card, CardInterface::Contactless, tapKernel(torn)));
        torn = all.back().outcome.torn;
        tornAgain = expectReplays(all.back(), trial.parameters, tapKernel(tornAgain)).torn;
        expectNoPan(all.back().text);
    }
    return all;
}

Outcome expectTapReplayed(TapTrial& trial) {
    return expectTapsReplayed(trial, {[](TapTrial&) {}}).front().outcome;
}

std::array<const KeyChain*, 3> chains() {
    return {&Chain::withRemainders(), &Chain::withoutRemainders(), &Sm2Chain::instance()};
}

void tearAt(TapTrial& trial, std::size_t at) {
    trial.card.spoil = [at](std::size_t index, apdu::Response answer) {
        return index == at ? Result<apdu::Response>(fail(FailureCode::CardRemoved))
                           : Result<apdu::Response>(std::move(answer));
    };
}

const std::function<void(TapTrial&)> kTornAtTheLastRecord = [](TapTrial& trial) {
    tearAt(trial, kLastRecord);
};

// The same digits are shown of both.
constexpr const char* kAlike = "6228487654321098901";

TEST(TapReplay, FastDdaOfBothVersionsWithEachAlgorithm) {
    for (const KeyChain* const chain : chains())
        for (const bool version01 : {false, true}) {
            TapTrial trial(*chain);
            trial.card.version01 = version01;
            if (!version01) trial.card.put(1, tag::kCardVersion, "0020");
            trial.card.certify();
            const Outcome outcome = expectTapReplayed(trial);
            EXPECT_EQ(outcome.decision, Decision::ApprovedOffline);
            EXPECT_EQ(toHex(outcome.tvr), "0000000000");
            TapTrial forged(*chain);
            forged.card.version01 = version01;
            EXPECT_EQ(expectTapReplayed(forged).decision,
                      version01 ? Decision::ApprovedOffline : Decision::DeclinedByCard);
        }
}

TEST(TapReplay, FastDdaThatFails) {
    TapTrial revoked;
    revoked.parameters.revoked = {{*fromHex("A000000333"), 0xF0, *fromHex("000001")}};
    EXPECT_EQ(expectTapReplayed(revoked).decision, Decision::DeclinedByCard);
    TapTrial missing;
    missing.card.drop(tag::kIssuerExponent);
    EXPECT_NE(expectTapReplayed(missing).tvr[0] & 0x20, 0);
    TapTrial online;
    online.card.ctq = "2000";  // go online when it fails, where the terminal lets it
    online.parameters.contactless.otherWayAfterPaid = true;
    online.parameters.caKeys.clear();
    EXPECT_EQ(expectTapReplayed(online).decision, Decision::ApprovedOnline);
}

TEST(TapReplay, TheIssuerIsAsked) {
    for (const char* const ctq : {"", "8000", "4000", "0080"}) {
        TapTrial trial;
        trial.card.decision = TapCard::kAskIssuer;
        trial.limits().cvm = 1;
        trial.parameters.contactless.consumerDevice = true;
        if (*ctq != 0) trial.card.ctq = ctq;
        expectTapReplayed(trial);
        EXPECT_EQ(trial.host.pinEntered, *ctq == '8') << ctq;
    }
    for (const Result<HostAnswer>& answer : std::vector<Result<HostAnswer>>{
             HostAnswer{true, "00", {}, {}}, HostAnswer{false, "51", {}, {}},
             fail(FailureCode::HostUnreachable), fail(FailureCode::HostTimeout)}) {
        TapTrial trial;
        trial.card.decision = TapCard::kAskIssuer;
        trial.host.answer = answer;
        const Outcome outcome = expectTapReplayed(trial);
        EXPECT_EQ(outcome.decision == Decision::ApprovedOnline, answer && answer->approved);
    }
    TapTrial cancelled;
    cancelled.card.decision = TapCard::kAskIssuer;
    cancelled.card.ctq = "8000";
    cancelled.cardholder.pin = fail(FailureCode::PinTimeout);
    EXPECT_EQ(expectTapReplayed(cancelled).reason->code, FailureCode::PinTimeout);
}

TEST(TapReplay, WhatEndsIt) {
    TapTrial declined;
    declined.card.decision = TapCard::kDecline;
    EXPECT_EQ(expectTapReplayed(declined).decision, Decision::DeclinedByCard);
    TapTrial listed;
    listed.memory.listedPan = kTestPan;
    EXPECT_EQ(expectTapReplayed(listed).decision, Decision::DeclinedByCard);
    TapTrial notKept;
    notKept.host.keeping = fail(FailureCode::JournalUnavailable);
    EXPECT_EQ(expectTapReplayed(notKept).reason->code, FailureCode::JournalUnavailable);
    TapTrial notNoted;
    notNoted.host.expecting = fail(FailureCode::JournalUnavailable);
    EXPECT_EQ(expectTapReplayed(notNoted).reason->code, FailureCode::JournalUnavailable);
    EXPECT_EQ(notNoted.card.payments, 0);
    for (const char* const command : {"00A404000E325041592E5359532E4444463031",
                                      "00A4040008A000000333010101", "80A8", "00B2010C", "00B2011C"})
        for (const char* const answer : {"6985", "6A82", "6986", "77009000", "1122339000"}) {
            TapTrial trial;
            trial.card.on(command, answer);
            EXPECT_FALSE(approved(expectTapReplayed(trial))) << command << " " << answer;
        }
}

TEST(TapReplay, TornAtEachCommandAndTappedAgain) {
    for (std::size_t at = 0; at <= kLastRecord; ++at) {
        TapTrial trial;
        const auto taps =
            expectTapsReplayed(trial, {[at](TapTrial& t) { tearAt(t, at); }, [](TapTrial&) {}});
        EXPECT_EQ(taps.front().outcome.torn != nullptr, at == kLastRecord);
        EXPECT_EQ(taps.back().outcome.decision, Decision::ApprovedOffline) << at;
        EXPECT_EQ(trial.card.payments, 1);
    }
}

TEST(TapReplay, TornAndTornAgain) {
    for (std::size_t at = 0; at < 3; ++at) {
        TapTrial trial;
        const auto taps = expectTapsReplayed(
            trial, {kTornAtTheLastRecord, [at](TapTrial& t) { tearAt(t, at); }, [](TapTrial&) {}});
        EXPECT_EQ(taps.back().outcome.decision, Decision::ApprovedOffline) << at;
        EXPECT_EQ(trial.host.kept, 1);
    }
}

// What tells them apart is not in the trace.
TEST(TapReplay, AnotherCardWhoseNumberLooksTheSame) {
    const Taps::value_type changes[] = {
        [](TapTrial& trial) {
            trial.card.atc = 9;
            trial.card.renumber(kAlike);
        },
        [](TapTrial& trial) { trial.card.put(3, tag::kPan, std::string(kAlike) + "F"); },
        [](TapTrial& trial) {
            trial.card.atc = 9;
            trial.card.renumber(kAlike);
            tearAt(trial, 2 + kLastRecord - 1);
        }};
    for (const auto& change : changes) {
        TapTrial trial;
        const auto taps = expectTapsReplayed(trial, {kTornAtTheLastRecord, change});
        EXPECT_EQ(taps.back().outcome.reason->code, FailureCode::CardChanged);
        EXPECT_TRUE(taps.back().outcome.torn);
        expectNoPan(taps.back().text, kAlike);
    }
}

}  // namespace
}  // namespace tappay::emv::test
