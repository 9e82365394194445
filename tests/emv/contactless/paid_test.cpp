#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

// A card that has given its last record has paid. Whatever the terminal has against it then, nobody
// is asked for the amount a second time.
namespace tappay::emv::test {
namespace {

struct Case {
    const char* what;
    std::function<void(TapTrial&)> provoke;
};

// Online and into the slot: everything the card could say to that.
constexpr const char* kEveryOtherWay = "3800";

std::vector<Case> reasons() {
    return {
        {"expired",
         [](TapTrial& trial) {
             trial.card.put(1, tag::kExpiry, "261121");
             trial.card.certify();
         }},
        {"on the exception file",
         [](TapTrial& trial) { trial.memory.listedPan = "6228480012345678901"; }},
        {"not authentic", [](TapTrial& trial) { trial.parameters.caKeys.clear(); }},
        {"no cardholder verification in common",
         [](TapTrial& trial) {
             trial.card.ctq = "B800";
             trial.transaction.amount.minor = 100'000;
         }},
        {"no expiry date", [](TapTrial& trial) { trial.card.drop(tag::kExpiry); }},
        {"no card number",
         [](TapTrial& trial) { trial.card.put(1, tag::kPan, "6228480012345678902F"); }},
        {"another amount in the last record",
         [](TapTrial& trial) { trial.card.put(3, tag::kAmount, "000000012346"); }},
        {"last record that is no TLV",
         [](TapTrial& trial) { trial.card.on("00B2011C", "7003119000"); }},
    };
}

void expectRefusedInVain(const Outcome& outcome, const TapTrial& trial, const char* what) {
    EXPECT_EQ(outcome.decision, Decision::DeclinedByCard) << what;
    EXPECT_TRUE(outcome.cardHasPaid) << what;
    ASSERT_TRUE(outcome.reason) << what;
    EXPECT_EQ(outcome.reason->code, FailureCode::PaidNotAccepted) << what;
    EXPECT_EQ(outcome.next, Next::Nothing) << what;
    EXPECT_FALSE(outcome.torn) << what;
    EXPECT_EQ(outcome.responseCode, "Z1") << what;
    EXPECT_EQ(trial.host.asked + trial.host.kept, 0) << what;
}

TEST(TapPaid, ButRefusedItIsSentNowhereElse) {
    for (const Case& one : reasons()) {
        TapTrial trial;
        trial.card.ctq = kEveryOtherWay;
        one.provoke(trial);
        expectRefusedInVain(trial.run(), trial, one.what);
    }
}

TEST(TapPaid, TornAndRefusedWhenItIsBack) {
    for (const Case& one : reasons()) {
        TapTrial trial;
        trial.card.ctq = kEveryOtherWay;
        trial.card.spoil = [](std::size_t index, apdu::Response answer) {
            return index == kLastRecord ? Result<apdu::Response>(fail(FailureCode::CardRemoved))
                                        : Result<apdu::Response>(std::move(answer));
        };
        one.provoke(trial);
        const Outcome first = trial.run();
        ASSERT_TRUE(first.torn) << one.what;
        EXPECT_FALSE(first.cardHasPaid) << "nobody knows yet";
        trial.card.comeBack();
        const Outcome second = trial.run(first.torn);
        EXPECT_EQ(trial.host.asked + trial.host.kept, 0) << one.what;
        EXPECT_FALSE(approved(second)) << one.what;
        // What does not prove that it is the torn card answers nothing.
        if (second.torn) continue;
        expectRefusedInVain(second, trial, one.what);
    }
}

TEST(TapPaid, OnceBackAnExpiredOrListedCardIsTheTornOne) {
    for (const std::size_t index : {0, 1, 3}) {
        TapTrial trial;
        bool torn = true;
        trial.card.spoil = [&](std::size_t command, apdu::Response answer) {
            return torn && command == kLastRecord
                       ? Result<apdu::Response>(fail(FailureCode::CardRemoved))
                       : Result<apdu::Response>(std::move(answer));
        };
        reasons()[index].provoke(trial);
        const Outcome first = trial.run();
        torn = false;
        trial.card.comeBack();
        expectRefusedInVain(trial.run(first.torn), trial, reasons()[index].what);
    }
}

TEST(TapPaid, OnlyWithTheLastRecord) {
    TapTrial approving;
    EXPECT_TRUE(approving.run().cardHasPaid);
    for (const char* const decision : {TapCard::kAskIssuer, TapCard::kDecline}) {
        TapTrial trial;
        trial.card.decision = decision;
        EXPECT_FALSE(trial.run().cardHasPaid);
    }
    TapTrial refusing;
    refusing.card.on("00B2011C", "6985");
    const Outcome refused = refusing.run();
    EXPECT_FALSE(refused.cardHasPaid);
    EXPECT_EQ(refused.reason->code, FailureCode::CardDataMalformed);
    TapTrial forbidden;
    forbidden.host.expecting = fail(FailureCode::StorageFull);
    const Outcome unpaid = forbidden.run();
    EXPECT_FALSE(unpaid.cardHasPaid);
    EXPECT_EQ(unpaid.reason->code, FailureCode::StorageFull);
    EXPECT_EQ(forbidden.card.payments, 0);
    EXPECT_EQ(forbidden.host.expected, 1);
}

// What can't be kept is no refusal: the terminal has to say that it does not know.
TEST(TapPaid, AndNotKeptSaysWhatIsWrongHere) {
    TapTrial trial;
    trial.host.keeping = fail(FailureCode::StorageFull);
    const Outcome outcome = trial.run();
    EXPECT_TRUE(outcome.cardHasPaid);
    EXPECT_EQ(outcome.reason->code, FailureCode::StorageFull);
}

// As the books have it, where the terminal's owner wants that.
TEST(TapPaid, OtherWaysBySetting) {
    struct Way {
        std::size_t reason;
        const char* ctq;
        Decision decision;
        Next next;
    };
    const Way ways[] = {
        {0, "0800", Decision::ApprovedOnline, Next::Nothing},
        {0, "3000", Decision::DeclinedByCard, Next::Nothing},
        {1, "3800", Decision::DeclinedByCard, Next::Nothing},
        {2, "2000", Decision::ApprovedOnline, Next::Nothing},
        {2, "1000", Decision::Ended, Next::UseContact},
        {2, "0800", Decision::DeclinedByCard, Next::Nothing},
        {3, "B800", Decision::DeclinedByCard, Next::Nothing},
    };
    for (const Way& way : ways) {
        TapTrial trial;
        trial.parameters.contactless.otherWayAfterPaid = true;
        reasons()[way.reason].provoke(trial);
        trial.card.ctq = way.ctq;
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, way.decision) << reasons()[way.reason].what << way.ctq;
        EXPECT_EQ(outcome.next, way.next) << way.ctq;
        EXPECT_TRUE(outcome.cardHasPaid);
    }
}

}  // namespace
}  // namespace tappay::emv::test
