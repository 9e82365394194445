#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

namespace tappay::emv::test {
namespace {

using Answer = Result<apdu::Response>;

// Lost at a command: before it reached the card is the same to the terminal as after.
void tearAt(TapTrial& trial, std::size_t at, FailureCode code = FailureCode::CardRemoved) {
    trial.card.spoil = [=](std::size_t index, apdu::Response answer) {
        return index == at ? Answer(fail(code)) : Answer(std::move(answer));
    };
}

const std::vector<std::string> kReTap{"00A4040008A00000033301010100", "80CA9F3600", "00B2011C00"};

TEST(Torn, AtEachCommand) {
    for (const FailureCode code :
         {FailureCode::CardRemoved, FailureCode::CardUnresponsive, FailureCode::CardChanged})
        for (std::size_t at = 0; at <= kLastRecord; ++at) {
            TapTrial trial;
            tearAt(trial, at, code);
            const Outcome outcome = trial.run();
            EXPECT_EQ(outcome.decision, Decision::Ended) << at;
            EXPECT_EQ(outcome.reason->code, code) << at;
            EXPECT_EQ(outcome.next, Next::TapAgain) << at;
            EXPECT_EQ(outcome.torn != nullptr, at == kLastRecord) << at;
            EXPECT_EQ(trial.card.heard.size(), at + 1);
            EXPECT_EQ(trial.card.payments, at == kLastRecord ? 1 : 0);
            EXPECT_EQ(trial.host.kept, 0);
        }
}

TEST(Torn, WhileTheIssuerIsWantedNothingIsPaid) {
    for (std::size_t at = 0; at <= kProcessingOptions; ++at) {
        TapTrial trial;
        trial.card.decision = TapCard::kAskIssuer;
        tearAt(trial, at);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.next, Next::TapAgain) << at;
        EXPECT_FALSE(outcome.torn) << at;
    }
}

TEST(Torn, ReaderThatIsGoneAtTheLastRecordLeavesTheQuestionToo) {
    TapTrial trial;
    tearAt(trial, kLastRecord, FailureCode::ReaderMissing);
    EXPECT_TRUE(trial.run().torn);
    tearAt(trial, kFirstRecord, FailureCode::ReaderMissing);
    trial.card.heard.clear();
    EXPECT_EQ(trial.run().next, Next::Nothing);
}

// Readers are known to hand over the beginning of an answer as if it were all of it.
TEST(Torn, AnswerCutShortIsNoStatus) {
    std::size_t whole = 0;
    for (std::size_t length = 2; whole == 0 || length < whole; ++length) {
        TapTrial trial;
        bool looksRight = false;
        trial.card.spoil = [&](std::size_t index, apdu::Response answer) {
            if (index != kLastRecord) return Answer(std::move(answer));
            whole = answer.encode().size();
            const Bytes octets = answer.encode();
            auto cut = apdu::parseResponse(ByteView(octets).first(length));
            looksRight = cut->ok();
            return cut;
        };
        const Outcome outcome = trial.run();
        EXPECT_FALSE(approved(outcome)) << length;
        if (looksRight) continue;
        EXPECT_EQ(outcome.reason->code, FailureCode::CardUnresponsive) << length;
        EXPECT_TRUE(outcome.torn) << length;
    }
}

TEST(Torn, TheSameCardHasPaidAndIsApprovedOnce) {
    for (const bool version01 : {true, false}) {
        TapTrial trial;
        trial.card.version01 = version01;
        if (!version01) {
            trial.card.put(1, tag::kCardVersion, "0020");
            trial.card.certify();
        }
        tearAt(trial, kLastRecord);
        const Outcome first = trial.run();
        ASSERT_TRUE(first.torn);
        trial.card.comeBack();
        trial.cardholder.steps.clear();
        // Other terminal's random numbers now: the signature is over the torn one's.
        const Outcome second = trial.run(first.torn);
        EXPECT_EQ(second.decision, Decision::ApprovedOffline);
        EXPECT_FALSE(second.torn);
        EXPECT_EQ(second.responseCode, "Y1");
        EXPECT_EQ(second.interface, CardInterface::Contactless);
        EXPECT_EQ(second.maskedPan, "622848*********8901");
        EXPECT_EQ(second.label, "UNIONPAY TAPS");
        EXPECT_EQ(second.cardBalance, 50000);
        EXPECT_EQ(toHex(second.atc), "0007");
        EXPECT_EQ(second.unpredictableNumber, first.unpredictableNumber);
        EXPECT_EQ(trial.card.heard, kReTap);
        EXPECT_EQ(trial.card.payments, 1);
        EXPECT_EQ(trial.host.kept, 1);
        EXPECT_EQ(trial.cardholder.steps, (std::vector{Step::Selecting, Step::CardRead}));
    }
}

TEST(Torn, AgainAndAgain) {
    TapTrial trial;
    tearAt(trial, kLastRecord);
    Outcome outcome = trial.run();
    const auto torn = outcome.torn;
    for (std::size_t at = 0; at < 3; ++at) {
        trial.card.comeBack();
        tearAt(trial, at);
        outcome = trial.run(outcome.torn);
        EXPECT_EQ(outcome.next, Next::TapAgain) << at;
        EXPECT_EQ(outcome.torn, torn) << at;
        EXPECT_EQ(outcome.reason->code, FailureCode::CardRemoved) << at;
    }
    trial.card.comeBack();
    EXPECT_EQ(trial.run(outcome.torn).decision, Decision::ApprovedOffline);
    EXPECT_EQ(trial.card.payments, 1);
    EXPECT_EQ(trial.host.kept, 1);
}

// The command never reached the card: it refuses the record alone, and a new transaction is made.
TEST(Torn, ACardThatHasNotPaidBeginsAnew) {
    TapTrial trial;
    tearAt(trial, kLastRecord);
    const Outcome first = trial.run();
    trial.card.comeBack();
    trial.card.on("80CA9F36", "9F360200079000");
    trial.card.spoil = [](std::size_t index, apdu::Response answer) {
        if (index == 2) answer = {{}, 0x6985};
        return Answer(std::move(answer));
    };
    const Outcome second = trial.run(first.torn);
    EXPECT_EQ(second.decision, Decision::ApprovedOffline);
    EXPECT_EQ(toHex(second.atc), "0008");
    EXPECT_EQ(trial.card.heard.size(), 3U + 6U);
    EXPECT_EQ(trial.host.kept, 1);
}

TEST(Torn, ARecordWithoutSignatureIsNoPayment) {
    TapTrial trial;
    tearAt(trial, kLastRecord);
    const Outcome first = trial.run();
    trial.card.comeBack();
    trial.card.spoil = [](std::size_t index, apdu::Response answer) {
        if (index == 2) answer.data = *fromHex("7000");
        return Answer(std::move(answer));
    };
    const Outcome second = trial.run(first.torn);
    EXPECT_EQ(second.decision, Decision::ApprovedOffline);
    EXPECT_EQ(toHex(second.atc), "0008");
}

// The counter went on: what was torn is past, and the card did not pay then.
TEST(Torn, AnotherCounterBeginsAnewOverTheSameCard) {
    TapTrial trial;
    tearAt(trial, kLastRecord);
    const Outcome first = trial.run();
    trial.card.comeBack();
    trial.card.atc = 9;
    const Outcome second = trial.run(first.torn);
    EXPECT_EQ(second.decision, Decision::ApprovedOffline);
    EXPECT_EQ(toHex(second.atc), "000A");
    EXPECT_EQ(trial.card.heard[1], "80CA9F3600");
    EXPECT_EQ(trial.card.heard.size(), 2U + 6U);
}

TEST(Torn, AnotherCardIsToldApart) {
    struct Case {
        const char* what;
        std::function<void(TapCard&)> change;
    };
    const Case cases[] = {
        {"without the application", [](TapCard& c) { c.on("00A4040008A000000333010101", "6A82"); }},
        {"without a counter", [](TapCard& c) { c.on("80CA", "6A88"); }},
        {"with a lower counter", [](TapCard& c) { c.atc = 6; }},
        {"with another number, higher counter",
         [](TapCard& c) {
             c.atc = 9;
             c.renumber("6228480012345678919");
         }},
        {"with another number in its last record",
         [](TapCard& c) { c.put(3, tag::kPan, "6228480012345678919F"); }},
        {"with another number in track 2 of its last record",
         [](TapCard& c) { c.put(3, tag::kTrack2, "6228480012345678919D3012F0"); }},
        {"with another sequence in its last record",
         [](TapCard& c) { c.put(3, tag::kPanSequence, "02"); }},
        {"that signs with other keys",
         [](TapCard& c) {
             c.spoil = [](std::size_t index, apdu::Response answer) {
                 if (index == 2) answer.data[60] ^= 1;
                 return Answer(std::move(answer));
             };
         }},
    };
    for (const Case& one : cases) {
        TapTrial trial;
        tearAt(trial, kLastRecord);
        const Outcome first = trial.run();
        trial.card.comeBack();
        one.change(trial.card);
        const Outcome second = trial.run(first.torn);
        EXPECT_EQ(second.decision, Decision::Ended) << one.what;
        EXPECT_EQ(second.reason->code, FailureCode::CardChanged) << one.what;
        EXPECT_EQ(second.next, Next::TapAgain) << one.what;
        EXPECT_EQ(second.torn, first.torn) << one.what;
        EXPECT_EQ(trial.card.payments, 1) << one.what;
        EXPECT_EQ(trial.host.kept, 0) << one.what;
    }
}

// The issuer is asked only for the card that is awaited.
TEST(Torn, AnotherCardThatWantsTheIssuer) {
    TapTrial trial;
    tearAt(trial, kLastRecord);
    const Outcome first = trial.run();
    trial.card.comeBack();
    trial.card.atc = 9;
    trial.card.decision = TapCard::kAskIssuer;
    trial.card.editOptions = [](TapCard::Objects& objects) {
        replaceIn(objects, tag::kTrack2, "6228480012345678919D30122010000012300F");
    };
    const Outcome second = trial.run(first.torn);
    EXPECT_EQ(second.reason->code, FailureCode::CardChanged);
    EXPECT_EQ(second.torn, first.torn);
    EXPECT_EQ(trial.host.asked, 0);
    trial.card.editOptions = {};
    EXPECT_EQ(trial.run(first.torn).decision, Decision::ApprovedOnline);
}

// A new transaction that is torn early: before the card said who it is the question stays open.
TEST(Torn, TheQuestionStaysOpenUntilTheCardSaysWhoItIs) {
    for (std::size_t at = 2; at < 2 + kLastRecord; ++at) {
        TapTrial trial;
        tearAt(trial, kLastRecord);
        const Outcome first = trial.run();
        trial.card.comeBack();
        trial.card.atc = 9;
        tearAt(trial, at);
        const Outcome second = trial.run(first.torn);
        EXPECT_EQ(second.next, Next::TapAgain);
        EXPECT_EQ(second.torn != nullptr, at <= 2 + kFirstRecord) << at;
    }
}

TEST(Torn, NumberThatOnlyTheLastRecordHas) {
    TapTrial trial;
    trial.card.drop(tag::kTrack2);
    trial.card.drop(tag::kPan);
    trial.card.drop(tag::kPanSequence);
    trial.card.put(3, tag::kPan, "6228480012345678901F");
    trial.card.certify();
    tearAt(trial, kLastRecord);
    const Outcome first = trial.run();
    trial.card.comeBack();
    EXPECT_EQ(trial.run(first.torn).decision, Decision::ApprovedOffline);
    // Who comes with another counter can't be told to be the same.
    tearAt(trial, kLastRecord);
    const Outcome torn = trial.run();
    trial.card.comeBack();
    trial.card.atc = 20;
    tearAt(trial, 2 + kLastRecord - 1);
    EXPECT_EQ(trial.run(torn.torn).torn, torn.torn);
}

TEST(Torn, MalformedOrCancelledLeavesTheQuestion) {
    for (const char* const answer :
         {"9000", "9F3601079000", "9F36030000079000", "9F130200079000"}) {
        TapTrial trial;
        tearAt(trial, kLastRecord);
        const Outcome first = trial.run();
        trial.card.comeBack();
        trial.card.on("80CA", answer);
        const Outcome second = trial.run(first.torn);
        EXPECT_EQ(second.reason->code, FailureCode::CardDataMalformed) << answer;
        EXPECT_EQ(second.torn, first.torn);
        EXPECT_EQ(second.next, Next::Nothing);
        trial.stop.request_stop();
        const Outcome third = trial.run(first.torn);
        EXPECT_EQ(third.reason->code, FailureCode::Cancelled);
        EXPECT_EQ(third.torn, first.torn);
    }
}

TEST(Torn, IsForItsOwnAmountAndApplication) {
    TapTrial trial;
    tearAt(trial, kLastRecord);
    const Outcome first = trial.run();
    trial.card.comeBack();
    trial.transaction.amount.minor = 1;
    EXPECT_EQ(trial.run(first.torn).reason->code, FailureCode::Internal);
    EXPECT_TRUE(trial.card.heard.empty());
    trial.transaction.amount.minor = 12345;
    trial.parameters.aids.front().aid = *fromHex("A000000333010102");
    const Outcome second = trial.run(first.torn);
    EXPECT_EQ(second.reason->code, FailureCode::Internal);
    EXPECT_EQ(second.torn, first.torn);
}

TEST(Torn, OnceBackTheOtherChecksStillHold) {
    TapTrial trial;
    tearAt(trial, kLastRecord);
    const Outcome first = trial.run();
    trial.card.comeBack();
    trial.memory.listedPan = "6228480012345678901";
    EXPECT_EQ(trial.run(first.torn).decision, Decision::DeclinedByCard);
    trial.memory.listedPan.clear();
    trial.host.keeping = fail(FailureCode::JournalUnavailable);
    trial.card.comeBack();
    const Outcome outcome = trial.run(first.torn);
    EXPECT_EQ(outcome.reason->code, FailureCode::JournalUnavailable);
    EXPECT_EQ(outcome.torn, first.torn) << "the card has paid";
}

}  // namespace
}  // namespace tappay::emv::test
