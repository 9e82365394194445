#include "terminal/confirm/confirmation_fixture.h"

// A person takes a wish back, the back end is away, or it takes the wish for none.
namespace tappay::terminal::testing {
namespace {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;
using ::testing::ElementsAre;
using enum ConfirmationState;
using std::chrono::minutes;
using std::chrono::seconds;

using WithdrawalTest = ConfirmationTest;

TEST_F(WithdrawalTest, ItIsTakenBackFromThePhone) {
    const auto key = begin();
    run();
    const auto wanted = book->wantWithdrawal(key);
    ASSERT_TRUE(wanted);
    EXPECT_TRUE(wanted->withdrawing);
    EXPECT_FALSE(wanted->canWithdraw);
    EXPECT_EQ(wanted->state, Sent) << "not before the back end has said so";
    run();
    EXPECT_EQ(stateOf(key), "withdrawn");
    EXPECT_EQ(at(key).reason, ConfirmationReason::Computer);
    EXPECT_FALSE(at(key).withdrawing);
    EXPECT_TRUE(book->wantWithdrawal(key)) << "it is what was wanted";
}

TEST_F(WithdrawalTest, WhatIsSignedCannotBeTakenBack) {
    const auto key = begin();
    run();
    backEnd.move(key, Signed);
    ASSERT_TRUE(book->wantWithdrawal(key));
    run();
    EXPECT_EQ(stateOf(key), "signed") << "it was faster";
    EXPECT_FALSE(at(key).withdrawing);
    EXPECT_EQ(book->wantWithdrawal(key).error().code, FailureCode::TooLate);
    backEnd.move(key, Paid);
    ASSERT_TRUE(read());
    EXPECT_EQ(stateOf(key), "paid");
    EXPECT_EQ(book->wantWithdrawal(key).error().code, FailureCode::TooLate);
    EXPECT_EQ(book->wantWithdrawal(kOrderId).error().code, FailureCode::NotFound);
}

TEST_F(WithdrawalTest, TheWishToTakeItBackSurvivesARestart) {
    const auto key = begin();
    run();
    ASSERT_TRUE(book->wantWithdrawal(key));
    restart();
    EXPECT_TRUE(at(key).withdrawing);
    run();
    EXPECT_EQ(stateOf(key), "withdrawn");
}

TEST_F(WithdrawalTest, WhatHasNotLeftIsTakenBackAtOnce) {
    backEnd.failing["confirmations"] = FailureCode::HostUnreachable;
    for (const bool tried : {false, true}) {
        const auto key = begin();
        if (tried) run();
        EXPECT_EQ(book->wantWithdrawal(key)->state, Withdrawn);
    }
    backEnd.failing.clear();
    EXPECT_EQ(run(), 0);
    EXPECT_TRUE(backEnd.confirmations.empty());
}

TEST_F(WithdrawalTest, WhatMayHaveLeftIsSentOnceMoreAndTakenBack) {
    backEnd.losing["confirmations"] = FailureCode::HostTimeout;
    const auto key = begin();
    run();
    EXPECT_FALSE(book->wantWithdrawal(key)->state);
    backEnd.losing.clear();
    run();
    EXPECT_EQ(stateOf(key), "withdrawn");
    EXPECT_EQ(backEnd.confirmations.at(key).state, Withdrawn);
}

TEST_F(WithdrawalTest, AWithdrawalWithoutAnswerIsAskedForAgain) {
    const auto key = begin();
    run();
    backEnd.losing["withdraw"] = FailureCode::HostTimeout;
    ASSERT_TRUE(book->wantWithdrawal(key));
    run();
    EXPECT_EQ(stateOf(key), "sent");
    EXPECT_FALSE(at(key).reachable);
    backEnd.losing.clear();
    runNext();
    EXPECT_EQ(stateOf(key), "withdrawn");
}

TEST_F(WithdrawalTest, ABackEndThatIsAwayIsAskedWithGrowingPauses) {
    const auto key = begin();
    run();
    const auto soon = *steps->due();
    EXPECT_LE(soon, clock.monotonic() + seconds(30)) << "an event may get lost";
    backEnd.failing["show"] = FailureCode::HostUnreachable;
    std::vector<std::int64_t> pauses;
    for (int i = 0; i < 9; ++i) {
        runNext();
        pauses.push_back(
            std::chrono::duration_cast<std::chrono::milliseconds>(*steps->due() - clock.monotonic())
                .count());
    }
    EXPECT_THAT(pauses, ElementsAre(250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000));
    EXPECT_FALSE(at(key).reachable);
    EXPECT_EQ(told.back(), key) << "who looks on is told that nobody knows";
    backEnd.failing.clear();
    backEnd.move(key, Expired, ConfirmationReason::NotOpened);
    runNext();
    EXPECT_EQ(stateOf(key), "expired");
    EXPECT_TRUE(at(key).reachable);
}

TEST_F(WithdrawalTest, TheBackEndMayTakeTheWishForNone) {
    using enum FailureCode;
    for (const auto code : {PhoneMissing, ConfirmationsTooMany, ConfirmationsBlocked, NotFound,
                            CardholderUnknown, OrderPaid, OrderExpired, PermissionDenied}) {
        backEnd.failing["confirmations"] = code;
        const auto key = begin();
        run();
        const auto ended = at(key);
        EXPECT_EQ(ended.state, Failed);
        EXPECT_EQ(ended.reason, ConfirmationReason::None);
        ASSERT_TRUE(ended.failure);
        EXPECT_EQ(ended.failure->code, code);
        restart();
        EXPECT_EQ(at(key).failure->code, code);
        EXPECT_EQ(run(), 0);
    }
}

// What is refused because of the terminal was not looked for: an earlier sending may be there.
TEST_F(WithdrawalTest, ARefusalOfTheTerminalSaysNothingOfALostAnswer) {
    using enum FailureCode;
    for (const auto code : {TerminalSuspended, TerminalRevoked, ClockWrong, KeyRejected}) {
        backEnd.failing["confirmations"] = code;
        const auto first = begin();
        run();
        EXPECT_EQ(stateOf(first), "failed") << "never sent before";
        backEnd.failing.clear();
        backEnd.losing["confirmations"] = HostTimeout;
        const auto key = begin();
        run();
        backEnd.losing.clear();
        backEnd.failing["confirmations"] = code;
        runNext();
        EXPECT_EQ(stateOf(key), "intended");
        restart();
        run();
        EXPECT_EQ(stateOf(key), "intended") << "nobody knows what was sent before";
        backEnd.failing.clear();
        runNext();
        EXPECT_EQ(stateOf(key), "sent");
    }
}

// A refusal may have overtaken a sending: what is signed is the truth.
TEST_F(WithdrawalTest, ASignedWordIsStrongerThanARefusal) {
    backEnd.losing["confirmations"] = FailureCode::HostTimeout;
    const auto key = begin();
    run();
    backEnd.losing.clear();
    backEnd.failing["confirmations"] = FailureCode::PhoneMissing;
    runNext();
    EXPECT_EQ(stateOf(key), "failed");
    backEnd.failing.clear();
    backEnd.move(key, Paid);
    ASSERT_TRUE(read());
    EXPECT_EQ(stateOf(key), "paid");
    EXPECT_FALSE(at(key).failure);
}

TEST_F(WithdrawalTest, AnOldWishIsNotSentAnyMore) {
    backEnd.failing["confirmations"] = FailureCode::HostUnreachable;
    const auto key = begin();
    run();
    clock.advance(kIntentLife);
    const auto sent = backEnd.countOf("confirmations");
    backEnd.failing.clear();
    run();
    EXPECT_EQ(backEnd.countOf("confirmations"), sent) << "the person has gone";
    EXPECT_EQ(stateOf(key), "expired");
    EXPECT_EQ(at(key).reason, ConfirmationReason::NotDelivered);
}

TEST_F(WithdrawalTest, AnOldWishThatMayHaveLeftIsLookedFor) {
    for (const bool came : {true, false}) {
        (came ? backEnd.losing : backEnd.failing)["confirmations"] = FailureCode::HostTimeout;
        const auto key = begin();
        run();
        clock.advance(kIntentLife);
        if (came) backEnd.move(key, Refused, ConfirmationReason::Person);
        run();
        EXPECT_EQ(stateOf(key), came ? "refused" : "intended");
        clock.advance(kMessageLife);
        run();
        EXPECT_EQ(stateOf(key), came ? "refused" : "expired") << "it can't come any more";
        backEnd.losing.clear();
        backEnd.failing.clear();
    }
}

TEST_F(WithdrawalTest, AnotherTerminalsConfirmationsAreNotAskedFor) {
    const auto key = begin();
    identity.terminalId = "10000002";
    EXPECT_EQ(run(), 0);
    auto theirs = *[&] {
        auto it = protocol::Confirmation();
        it.to = "10000002";
        it.key = key;
        return std::make_optional(it);
    }();
    EXPECT_EQ(book->take(identity, theirs).error().code, FailureCode::HostAnswerInvalid);
    EXPECT_EQ(stateOf(key), "intended");
}

TEST_F(WithdrawalTest, EventsForAnotherAreNotTaken) {
    const auto key = begin();
    run();
    backEnd.move(key, Opened);
    backEnd.spoilEvents = [](protocol::Events& it) { it.to = kPhoneId; };
    EXPECT_EQ(read().error().code, FailureCode::HostAnswerInvalid);
    backEnd.spoilEvents = {};
    backEnd.forging = true;
    EXPECT_EQ(read().error().code, FailureCode::HostAnswerInvalid);
    backEnd.forging = false;
    EXPECT_EQ(stateOf(key), "sent");
    EXPECT_EQ(read(), 1U);
    EXPECT_EQ(read(), 0U) << "each once";
}

TEST_F(WithdrawalTest, AnEventThatCouldNotBeKeptComesAgain) {
    const auto key = begin();
    run();
    backEnd.move(key, Opened);
    const auto failed = reader->read(identity, seconds(0), {}, [](const protocol::Event&) {
        return Result<void>(fail(FailureCode::StorageFull));
    });
    EXPECT_EQ(failed.error().code, FailureCode::StorageFull);
    EXPECT_EQ(read(), 1U);
    EXPECT_EQ(stateOf(key), "opened");
}

TEST_F(WithdrawalTest, OpenOnesComeFirst) {
    const auto first = begin(), second = begin(), third = begin();
    run();
    backEnd.move(second, Refused, ConfirmationReason::Person);
    backEnd.move(third, Refused, ConfirmationReason::Person);
    ASSERT_TRUE(read());
    std::vector<std::string> keys;
    for (const auto& it : book->snapshots(100).value())
        keys.push_back(it.key);
    EXPECT_THAT(keys, ElementsAre(first, third, second));
    EXPECT_EQ(book->snapshots(1)->size(), 1U);
}

}  // namespace
}  // namespace tappay::terminal::testing
