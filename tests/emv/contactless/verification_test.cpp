#include <gtest/gtest.h>

#include "emv/contactless/cardholder_verification.h"
#include "emv/contactless/tap_trial.h"

namespace tappay::emv::test {
namespace {

using contactless::chooseCvm;
using contactless::Ctq;
using contactless::Cvm;
using contactless::Ttq;

// Every wish of the card against every ability of the terminal.
TEST(TapVerification, EveryCombination) {
    for (unsigned bits = 0; bits < 256; ++bits) {
        const bool pinThere = (bits & 1) != 0, signatureThere = (bits & 2) != 0,
                   deviceThere = (bits & 4) != 0, required = (bits & 8) != 0,
                   pinWanted = (bits & 16) != 0, signatureWanted = (bits & 32) != 0,
                   deviceDid = (bits & 64) != 0, offline = (bits & 128) != 0;
        const std::uint8_t one =
            static_cast<std::uint8_t>(0x20 | (pinThere ? 4 : 0) | (signatureThere ? 2 : 0));
        const Ttq ttq(Bytes{one, static_cast<std::uint8_t>(required ? 0x40 : 0),
                            static_cast<std::uint8_t>(deviceThere ? 0x40 : 0), 0});
        const Ctq ctq(
            Bytes{static_cast<std::uint8_t>((pinWanted ? 0x80 : 0) | (signatureWanted ? 0x40 : 0)),
                  static_cast<std::uint8_t>(deviceDid ? 0x80 : 0)});
        const Cvm chosen = chooseCvm(ttq, ctq, offline);
        switch (chosen) {
            case Cvm::OnlinePin:
                EXPECT_TRUE(pinThere && pinWanted && !offline) << bits;
                break;
            case Cvm::ConsumerDevice:
                EXPECT_TRUE(deviceThere && deviceDid) << bits;
                EXPECT_FALSE(pinThere && pinWanted && !offline) << bits;
                break;
            case Cvm::Signature:
                EXPECT_TRUE(signatureThere && signatureWanted) << bits;
                EXPECT_FALSE(pinThere && pinWanted && !offline) << bits;
                EXPECT_FALSE(deviceThere && deviceDid) << bits;
                break;
            case Cvm::None:
                EXPECT_FALSE(required || pinWanted || signatureWanted) << bits;
                break;
            case Cvm::Impossible:
                EXPECT_TRUE(required || pinWanted || signatureWanted) << bits;
                EXPECT_FALSE(pinThere && pinWanted && !offline) << bits;
                EXPECT_FALSE(deviceThere && deviceDid) << bits;
                EXPECT_FALSE(signatureThere && signatureWanted) << bits;
                break;
        }
    }
}

TEST(TapVerification, ACardThatSaysNothing) {
    for (const bool offline : {false, true}) {
        EXPECT_EQ(chooseCvm(Ttq(*fromHex("36004080")), {}, offline), Cvm::None);
        EXPECT_EQ(chooseCvm(Ttq(*fromHex("36404080")), {}, offline), Cvm::Signature);
        EXPECT_EQ(chooseCvm(Ttq(*fromHex("34404080")), {}, offline), Cvm::Impossible);
    }
}

TEST(TapVerification, Outcomes) {
    struct Case {
        const char *what, *decision;
        std::optional<std::string> ctq;
        std::int64_t amount;
        Result<PinEntry> pin;
        Decision expected;
        CvmUsed used;
        const char* results;
    };
    const Case cases[] = {
        {"PIN", TapCard::kAskIssuer, "8000", 100'000, PinEntry::Entered, Decision::ApprovedOnline,
         CvmUsed::OnlinePin, "020000"},
        {"PIN below the limit", TapCard::kAskIssuer, "8000", 1, PinEntry::Entered,
         Decision::ApprovedOnline, CvmUsed::OnlinePin, "020000"},
        {"PIN bypassed", TapCard::kAskIssuer, "8000", 1, PinEntry::Bypassed, Decision::Ended,
         CvmUsed::None, "020000"},
        {"PIN too late", TapCard::kAskIssuer, "8000", 1, fail(FailureCode::PinTimeout),
         Decision::Ended, CvmUsed::None, "020000"},
        {"cancelled at the PIN", TapCard::kAskIssuer, "8000", 1, fail(FailureCode::Cancelled),
         Decision::Ended, CvmUsed::None, "020000"},
        {"signature", TapCard::kAskIssuer, "4000", 100'000, PinEntry::Entered,
         Decision::ApprovedOnline, CvmUsed::Signature, "1E0000"},
        {"phone", TapCard::kAskIssuer, "0080", 100'000, PinEntry::Entered, Decision::ApprovedOnline,
         CvmUsed::None, "1F0002"},
        {"nothing named", TapCard::kAskIssuer, "0000", 100'000, PinEntry::Entered,
         Decision::DeclinedByCard, CvmUsed::None, "3F0001"},
        {"small and free of both", TapCard::kAskIssuer, "0000", 99'999, PinEntry::Entered,
         Decision::ApprovedOnline, CvmUsed::None, "1F0002"},
        {"silent card", TapCard::kAskIssuer, std::nullopt, 100'000, PinEntry::Entered,
         Decision::ApprovedOnline, CvmUsed::Signature, "1E0000"},
        {"offline with signature", TapCard::kApprove, "4000", 100'000, PinEntry::Entered,
         Decision::ApprovedOffline, CvmUsed::Signature, "1E0000"},
        {"offline with PIN", TapCard::kApprove, "8000", 100'000, PinEntry::Entered,
         Decision::DeclinedByCard, CvmUsed::None, "3F0001"},
        {"offline with phone", TapCard::kApprove, "0080", 100'000, PinEntry::Entered,
         Decision::ApprovedOffline, CvmUsed::None, "1F0002"},
    };
    for (const Case& one : cases) {
        TapTrial trial;
        trial.card.decision = one.decision;
        trial.card.ctq = one.ctq;
        trial.transaction.amount.minor = one.amount;
        trial.cardholder.pin = one.pin;
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, one.expected) << one.what;
        EXPECT_EQ(outcome.cvm, one.used) << one.what;
        EXPECT_EQ(outcome.signatureNeeded, one.used == CvmUsed::Signature) << one.what;
        EXPECT_EQ(toHex(outcome.cvmResults), one.results) << one.what;
        EXPECT_EQ(trial.host.pinEntered, one.used == CvmUsed::OnlinePin) << one.what;
        if (!one.pin) {
            EXPECT_EQ(outcome.reason->code, one.pin.error().code) << one.what;
        } else if (*one.pin == PinEntry::Bypassed) {
            EXPECT_EQ(outcome.reason->code, FailureCode::PinRequired) << one.what;
        }
    }
}

// The card has left before anybody is asked for anything.
TEST(TapVerification, PinAfterTheCardMayGo) {
    TapTrial trial;
    trial.card.decision = TapCard::kAskIssuer;
    trial.card.ctq = "8000";
    (void)trial.run();
    ASSERT_EQ(trial.cardholder.pinRequests.size(), 1U);
    EXPECT_EQ(trial.cardholder.pinRequests[0].amount.minor, 12345);
    EXPECT_FALSE(trial.cardholder.pinRequests[0].bypassAllowed);
    EXPECT_EQ(trial.cardholder.steps,
              (std::vector{Step::Selecting, Step::Reading, Step::CardRead, Step::Authorising}));
}

}  // namespace
}  // namespace tappay::emv::test
