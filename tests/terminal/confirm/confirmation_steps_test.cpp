#include "terminal/confirm/confirmation_steps.h"

#include "terminal/confirm/confirmation_fixture.h"

// A payment that is confirmed on a phone, from the wish to its end, whatever comes in between.
namespace tappay::terminal::testing {
namespace {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;
using protocol::ConfirmationWish;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum ConfirmationState;

using ConfirmationStepsTest = ConfirmationTest;

TEST_F(ConfirmationStepsTest, EachStateIsToldAsItComes) {
    const auto key = begin();
    EXPECT_EQ(stateOf(key), "intended");
    EXPECT_FALSE(at(key).request);
    EXPECT_THAT(at(key).code, IsEmpty());
    EXPECT_EQ(run(), 1);
    EXPECT_EQ(stateOf(key), "sent");
    for (const auto state : {Delivered, Opened, WaitingForDevice, Signed, Paid}) {
        EXPECT_EQ(at(key).canWithdraw, state <= Signed);
        backEnd.move(key, state);
        EXPECT_EQ(read(), 1U);
        EXPECT_EQ(stateOf(key), protocol::nameOf(state));
        EXPECT_EQ(told.back(), key);
    }
    const auto paid = at(key);
    EXPECT_EQ(paid.phoneName, "My phone");
    EXPECT_EQ(paid.device, kDeviceId);
    EXPECT_EQ(paid.payment, key);
    EXPECT_FALSE(paid.canWithdraw);
    EXPECT_FALSE(book->anyOpen());
    EXPECT_EQ(run(), 0);
    EXPECT_FALSE(steps->due());
}

TEST_F(ConfirmationStepsTest, WhatIsShownIsReadFromTheOctetsThatAreSigned) {
    const auto key = begin();
    run();
    const auto shown = at(key);
    const auto octets = backEnd.confirmations.at(key).request;
    ASSERT_TRUE(shown.request);
    EXPECT_EQ(shown.request->payee, "Tea House");
    EXPECT_EQ(formatMoney(shown.request->amount), "6000.00");
    const auto digits = protocol::confirmationCode(octets);
    EXPECT_EQ(shown.code, digits.substr(0, 2) + " " + digits.substr(2));
    EXPECT_FALSE(shown.mixedScripts);
}

TEST_F(ConfirmationStepsTest, EachEndHasItsReason) {
    struct End {
        ConfirmationState state;
        ConfirmationReason reason;
    };
    using enum ConfirmationReason;
    for (const auto& [state, reason] :
         {End{Refused, Person}, End{Refused, CodeDiffers}, End{Refused, Reported},
          End{Expired, NotDelivered}, End{Expired, NotOpened}, End{Expired, NotSigned},
          End{Invalid, Signature}, End{Invalid, OtherDevice}, End{Withdrawn, Phone},
          End{Failed, DeviceLost}, End{Failed, Declined}, End{Failed, Undone}}) {
        const auto key = begin();
        run();
        backEnd.move(key, state, reason);
        ASSERT_TRUE(read());
        EXPECT_EQ(at(key).state, state);
        EXPECT_EQ(at(key).reason, reason);
        EXPECT_FALSE(at(key).isOpen());
    }
}

TEST_F(ConfirmationStepsTest, StatesOnlyGoForward) {
    const auto key = begin();
    run();
    backEnd.move(key, WaitingForDevice);
    ASSERT_TRUE(read());
    auto older = *backEnd.confirmationOf(key);
    older.state = Delivered;
    EXPECT_TRUE(book->take(identity, older)) << "overtaken, which is no fault";
    EXPECT_EQ(stateOf(key), "waiting_for_device");
    backEnd.move(key, Paid);
    ASSERT_TRUE(read());
    for (const auto state : {Signed, Expired, Withdrawn, Failed}) {
        auto other = *backEnd.confirmationOf(key);
        other.state = state;
        EXPECT_TRUE(book->take(identity, other));
        EXPECT_EQ(stateOf(key), "paid");
    }
}

TEST_F(ConfirmationStepsTest, OnlyWhatIsSignedForThisWishIsTaken) {
    using Spoil = std::function<void(protocol::Confirmation&)>;
    const auto key = begin();
    run();
    backEnd.move(key, Opened);
    const auto otherRequest = [this](protocol::Confirmation& it) {
        auto request = requestFor(orderIntent(it.key), clock, random);
        request.id = it.id;
        it.request = protocol::encode(request).value();
    };
    for (const Spoil& spoil : std::vector<Spoil>{
             [](auto& it) { it.to = "10000002"; },
             [](auto& it) { it.key = kOrderId; },
             [](auto& it) { it.id = kOrderId; },
             [](auto& it) { it.asked = "2026-11-22T00:00:01.000Z"; },
             [](auto& it) { it.request.back() ^= 1U; },
             [](auto& it) { it.request.push_back(0); },
             otherRequest,
         }) {
        backEnd.spoil = spoil;
        failures.clear();
        steps->askAll();
        run();
        EXPECT_THAT(failures, ElementsAre(FailureCode::HostAnswerInvalid));
        EXPECT_EQ(stateOf(key), "sent");
    }
    backEnd.spoil = {};
    backEnd.forging = true;
    steps->askAll();
    run();
    EXPECT_EQ(failures.back(), FailureCode::HostAnswerInvalid);
    EXPECT_EQ(stateOf(key), "sent");
    backEnd.forging = false;
    EXPECT_TRUE(at(key).reachable) << "it did answer";
    runNext();
    EXPECT_EQ(stateOf(key), "opened");
}

TEST_F(ConfirmationStepsTest, AnAnswerOfBeforeIsNoAnswer) {
    const auto key = begin();
    run();
    EXPECT_EQ(read(), 0U);
    steps->askAll();
    run();
    backEnd.move(key, Opened);
    clock.advance(std::chrono::seconds(1));
    backEnd.replaying = true;
    steps->askAll();
    run();
    EXPECT_THAT(failures, ElementsAre(FailureCode::HostAnswerInvalid));
    EXPECT_EQ(read().error().code, FailureCode::HostAnswerInvalid);
}

TEST_F(ConfirmationStepsTest, TheRequestMustBeWhatThePersonWished) {
    protocol::ConfirmationIntent transfer = orderIntent(makeUuidV7(clock, random));
    transfer.wish = ConfirmationWish::Transfer;
    transfer.order.clear();
    transfer.payee = {"6228480000000002", "Li Lei"};
    transfer.purpose = "Rent";
    transfer.amount = yuan(150'000);
    auto refund = orderIntent(makeUuidV7(clock, random));
    refund.wish = ConfirmationWish::Refund;
    refund.card.clear();
    refund.amount = yuan(80'000);
    using Change = std::function<void(protocol::ConfirmationRequest&)>;
    struct Case {
        protocol::ConfirmationIntent intent;
        Change change;
    };
    for (auto& [intent, change] : std::vector<Case>{
             {transfer, [](auto& it) { it.amount = yuan(150'001); }},
             {transfer, [](auto& it) { it.payee = "Li Wei"; }},
             {transfer, [](auto& it) { it.payeeAccount = "6228480000000003"; }},
             {transfer, [](auto& it) { it.order = "Gift"; }},
             {transfer, [](auto& it) { it.kind = protocol::ConfirmationKind::Order; }},
             {refund, [](auto& it) { it.amount = yuan(80'001); }},
             {refund, [](auto& it) { it.kind = protocol::ConfirmationKind::Order; }},
         }) {
        intent.key = makeUuidV7(clock, random);
        backEnd.spoil = [&](protocol::Confirmation& it) {
            auto request = protocol::decodeConfirmationRequest(it.request).value();
            change(request);
            it.request = protocol::encode(request).value();
        };
        const auto key = begin(intent);
        run();
        EXPECT_EQ(stateOf(key), "intended");
        backEnd.spoil = {};
        runNext();
        EXPECT_EQ(stateOf(key), "sent");
    }
}

TEST_F(ConfirmationStepsTest, PaidIsSaidWithASignedPayment) {
    using Spoil = std::function<void(protocol::Confirmation&)>;
    const auto amount = yuan(600'000);
    const auto key = begin();
    run();
    backEnd.move(key, Paid);
    using protocol::PaymentState;
    for (const Spoil& spoil : std::vector<Spoil>{
             [](auto& it) { it.payment.clear(); },
             [](auto& it) { it.payment = "e30.e30.AAAA"; },
             [&](auto& it) {
                 it.payment = backEnd.signedPayment(kOrderId, PaymentState::Approved, amount);
             },
             [&](auto& it) {
                 it.payment = backEnd.signedPayment(it.key, PaymentState::Declined, amount);
             },
             [&](auto& it) {
                 it.payment = backEnd.signedPayment(it.key, PaymentState::Approved, yuan(1));
             },
             [](auto& it) { it.payment.back() = it.payment.back() == 'A' ? 'Q' : 'A'; },
         }) {
        backEnd.spoil = spoil;
        steps->askAll();
        run();
        EXPECT_EQ(stateOf(key), "sent");
    }
    backEnd.spoil = {};
    runNext();
    EXPECT_EQ(stateOf(key), "paid");
}

TEST_F(ConfirmationStepsTest, ARefundHasNoPaymentOfItsOwn) {
    auto refund = orderIntent(makeUuidV7(clock, random));
    refund.wish = ConfirmationWish::Refund;
    refund.card.clear();
    refund.amount = yuan(80'000);
    const auto key = begin(refund);
    run();
    backEnd.move(key, Paid);
    backEnd.confirmations.at(key).payment.clear();
    ASSERT_TRUE(read());
    EXPECT_EQ(stateOf(key), "paid");
    EXPECT_THAT(at(key).payment, IsEmpty());
}

TEST_F(ConfirmationStepsTest, TheSameWishIsTheSameConfirmation) {
    const auto key = begin();
    EXPECT_TRUE(book->begin(orderIntent(key)));
    run();
    EXPECT_EQ(book->begin(orderIntent(key))->state, Sent);
    auto other = orderIntent(key);
    other.card = kPhoneId;
    EXPECT_EQ(book->begin(other).error().code, FailureCode::KeyReused);
    EXPECT_EQ(backEnd.countOf("confirmations"), 1U);
}

TEST_F(ConfirmationStepsTest, AWishThatCouldNotBeReadBackIsNotBegun) {
    auto intent = orderIntent(makeUuidV7(clock, random));
    intent.order = "A-1001";
    EXPECT_EQ(book->begin(intent).error().code, FailureCode::InputMalformed);
    EXPECT_FALSE(book->anyOpen());
}

TEST_F(ConfirmationStepsTest, WhatIsOnDiskGoesOnAfterARestart) {
    const auto key = begin();
    restart();
    EXPECT_EQ(stateOf(key), "intended") << "on disk before the first octet left";
    EXPECT_TRUE(book->anyOpen());
    run();
    EXPECT_EQ(stateOf(key), "sent");
    EXPECT_EQ(backEnd.confirmations.size(), 1U);
    const auto code = at(key).code;
    restart();
    EXPECT_EQ(stateOf(key), "sent");
    EXPECT_EQ(at(key).code, code);
    backEnd.move(key, Opened);
    run();
    EXPECT_EQ(stateOf(key), "opened") << "open ones are asked for";
    backEnd.move(key, Paid);
    restart();
    ASSERT_TRUE(read()) << "from the beginning: nothing is missed";
    restart();
    EXPECT_EQ(stateOf(key), "paid");
    EXPECT_EQ(at(key).payment, key);
    EXPECT_EQ(run(), 0);
}

TEST_F(ConfirmationStepsTest, ALostAnswerMakesNoSecondConfirmation) {
    backEnd.losing["confirmations"] = FailureCode::HostTimeout;
    const auto key = begin();
    run();
    EXPECT_EQ(stateOf(key), "intended");
    EXPECT_FALSE(at(key).reachable);
    restart();
    backEnd.losing.clear();
    run();
    EXPECT_EQ(stateOf(key), "sent");
    EXPECT_TRUE(at(key).reachable);
    EXPECT_EQ(backEnd.confirmations.size(), 1U);
}

}  // namespace
}  // namespace tappay::terminal::testing
