#include "protocol/confirmation.h"

#include "protocol/confirmation_request.h"
#include "protocol/expect_strict.h"
#include "protocol/push.h"

namespace tappay::protocol {
namespace {

constexpr const char* kTime = "2026-11-22T08:00:00.000Z";
constexpr const char* kId = "01936b2e-7c00-7abc-8def-0123456789ab";

ConfirmationIntent intent(ConfirmationWish wish) {
    ConfirmationIntent intent{"10000001", kId, wish, kTime};
    const Money amount{1'234, currencyByAlpha("CNY").value()};
    if (wish != ConfirmationWish::Transfer) intent.order = kId;
    if (wish != ConfirmationWish::Refund) intent.card = kId;
    if (wish != ConfirmationWish::Order) intent.amount = amount;
    if (wish == ConfirmationWish::Transfer) {
        intent.payee = {"6228480099999990017", "李雷"};
        intent.purpose = "Rent";
    }
    return intent;
}

Confirmation confirmation() {
    Confirmation confirmation;
    confirmation.to = "10000001";
    confirmation.key = confirmation.id = confirmation.phone = confirmation.device = kId;
    confirmation.phoneName = "Mei";
    confirmation.request = Bytes(90, 0xA4);
    confirmation.state = ConfirmationState::Failed;
    confirmation.reason = ConfirmationReason::Declined;
    confirmation.payment = "e30.e30.AA";
    confirmation.time = confirmation.asked = kTime;
    return confirmation;
}

PhoneStep step(PhoneStepKind kind, ConfirmationReason reason = ConfirmationReason::None) {
    PhoneStep step{{kId, 7, kTime}, kId, kind, reason};
    if (kind != PhoneStepKind::Signature) return step;
    step.device = kId;
    step.value = Bytes(64, 5);
    return step;
}

TEST(Confirmation, EachWishHasItsOwnMembers) {
    using enum ConfirmationWish;
    for (const auto wish : {Order, Transfer, Refund}) {
        const auto read = decodeConfirmationIntent(encode(intent(wish)));
        ASSERT_TRUE(read) << nameOf(wish);
        EXPECT_EQ(encode(*read), encode(intent(wish)));
        expectStrict(encode(intent(wish)), decodeConfirmationIntent,
                     {"purpose = {\"v\":\"Rent", "payee.name = {\"v\":\"李雷"});
    }
    auto none = intent(Transfer);
    none.amount.minor = 0;
    EXPECT_EQ(decodeConfirmationIntent(encode(none)).error().detail, "amount is wrong");
    for (const auto* name : {"a\nb", "a\u202Eb", "\u200Bab", " a", ""}) {
        auto hidden = intent(Transfer);
        hidden.payee.name = name;
        EXPECT_EQ(decodeConfirmationIntent(encode(hidden)).error().detail, "payee.name is wrong");
    }
    for (const auto* account : {"62284800999", "62284800999999900170", "622848009999999A"}) {
        auto other = intent(Transfer);
        other.payee.account = account;
        EXPECT_EQ(decodeConfirmationIntent(encode(other)).error().detail, "payee.account is wrong");
    }
    const ConfirmationQuestion question{"10000001", kId, ConfirmationAsk::Withdraw, kTime};
    EXPECT_EQ(decodeConfirmationQuestion(encode(question))->wish, ConfirmationAsk::Withdraw);
    expectStrict(encode(question), decodeConfirmationQuestion);
}

TEST(Confirmation, StatesHaveTheirReasons) {
    for (int state = 1; state <= static_cast<int>(kConfirmationStates); ++state) {
        for (int reason = 0; reason <= static_cast<int>(ConfirmationReason::Undone); ++reason) {
            auto told = confirmation();
            told.state = static_cast<ConfirmationState>(state);
            told.reason = static_cast<ConfirmationReason>(reason);
            const auto read = decodeConfirmation(encode(told));
            EXPECT_EQ(read.has_value(), belongs(told.reason, told.state))
                << nameOf(told.state) << " " << nameOf(told.reason);
            if (read) EXPECT_EQ(encode(*read), encode(told));
        }
    }
    expectStrict(encode(confirmation()), decodeConfirmation,
                 {"phone missing", "phone.name = {\"v\":\"Mei", "device = {\"v\":\"\"",
                  "payment = {\"v\":\"\"", "asked = {\"v\":\"\"", "payment = {\"v\":\"e30",
                  "to = {\"v\":\"10000001"});
    auto large = confirmation();
    large.request.resize(kLongestConfirmation + 1);
    EXPECT_FALSE(decodeConfirmation(encode(large)));
}

TEST(Confirmation, APhoneGivesOnlyItsOwnReasons) {
    using enum ConfirmationReason;
    for (const auto kind : {PhoneStepKind::Refused, PhoneStepKind::Failed}) {
        for (int number = 0; number <= static_cast<int>(Undone); ++number) {
            const auto reason = static_cast<ConfirmationReason>(number);
            const bool own = kind == PhoneStepKind::Refused
                                 ? reason == Person || reason == CodeDiffers
                                 : reason >= DeviceLacksFeature && reason <= DeviceLost;
            EXPECT_EQ(decodePhoneStep(encode(step(kind, reason))).has_value(), own)
                << nameOf(kind) << " " << nameOf(reason);
        }
    }
    for (const auto kind : {PhoneStepKind::Opened, PhoneStepKind::WaitingForDevice,
                            PhoneStepKind::Signature, PhoneStepKind::Reported})
        expectStrict(encode(step(kind)), decodePhoneStep);
    expectStrict(encode(step(PhoneStepKind::Refused, Person)), decodePhoneStep);
}

TEST(Confirmation, EventsAreConfirmationsAndPairings) {
    Pairing pairing;
    pairing.terminalId = "10000001";
    pairing.pairing = kId;
    pairing.answerKey = {crypto::Curve::P256, Bytes(64, 5)};
    pairing.expires = pairing.time = kTime;
    const Events events{"10000001", 42, {confirmation(), pairing}, kTime, kTime};
    const auto read = decodeEvents(encode(events));
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(read->events.size(), 2U);
    EXPECT_EQ(encode(std::get<Confirmation>(read->events[0])), encode(confirmation()));
    EXPECT_EQ(std::get<Pairing>(read->events[1]).pairing, kId);
    EXPECT_EQ(read->cursor, 42);
    expectStrict(encode(events), decodeEvents,
                 {"events = {\"v\":[]}", "events = {\"v\":[{\"conf", "cursor = {\"v\":4294967296",
                  "to = {\"v\":\"10000001"});
    auto many = events;
    many.events.resize(kMostEvents + 1, confirmation());
    EXPECT_FALSE(decodeEvents(encode(many)));
}

TEST(Confirmation, BothSidesAskForTheirEvents) {
    PushQuestion question{"10000001", {"", 0, kTime}, 42, 25};
    EXPECT_EQ(decodePushQuestion(encode(question))->cursor, 42);
    EXPECT_EQ(decodePushQuestion(encode(question))->from.time, kTime);
    expectStrict(encode(question), decodePushQuestion,
                 {"cursor = {\"v\":4294967296", "terminalId missing"});
    question.terminalId.clear();
    question.from = {kId, 7, kTime};
    EXPECT_EQ(decodePushQuestion(encode(question))->from.sequence, 7U);
    expectStrict(encode(question), decodePushQuestion, {"cursor = {\"v\":4294967296"});
    question.wait = 26;
    EXPECT_FALSE(decodePushQuestion(encode(question)));
}

}  // namespace
}  // namespace tappay::protocol
