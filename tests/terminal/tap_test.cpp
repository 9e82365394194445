#include "terminal/sale_fixture.h"

#include <latch>

// Cards that are tapped, and what is asked of the person who taps them.
namespace tappay::terminal::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

class TapTest : public SaleTest {
protected:
    TapTest() { config.tapAgainWait = config.phoneWait = std::chrono::seconds(60); }
    // One course for each tap, the last one for all that follow.
    static void taps(std::vector<TapCourse> courses) {
        tapCourse() = [courses = std::move(courses), next = 0U](
                          const auto& transaction, auto& around, const Torn& torn) mutable {
            const auto& course = courses[std::min<std::size_t>(next++, courses.size() - 1)];
            return course(transaction, around, torn);
        };
    }
    // The card leaves while the kernel runs over it.
    TapCourse leaves(emv::Outcome outcome) {
        return [this, outcome](const auto&, auto&, const Torn&) {
            world.readers.lift();
            return outcome;
        };
    }
    static TapCourse stays(emv::Outcome outcome) {
        return [outcome](const auto&, auto&, const Torn&) { return outcome; };
    }
    static emv::Outcome wants(emv::Next next) {
        auto outcome = tooShort();
        outcome.next = next;
        return outcome;
    }
};

TEST_F(TapTest, CardMayGoOnceItIsRead) {
    std::latch asked(1), answer(1);
    world.backEnd.authorising = [&](const auto& request, const auto&) {
        asked.count_down();
        answer.wait();
        return world.backEnd.approve(request);
    };
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    const auto ready = terminal.waitForStage(id, Stage::PresentCard);
    EXPECT_EQ(ready.lights, 1);
    EXPECT_TRUE(ready.deadline);
    terminal.waitFor(id, [](const auto& now) { return now.acceptsTap && now.acceptsInsert; });
    world.readers.tap();
    const auto read = terminal.waitForStage(id, Stage::CardRead);
    EXPECT_EQ(read.lights, 4);
    EXPECT_EQ(read.interface, "contactless");
    world.readers.lift();
    asked.wait();
    EXPECT_EQ(terminal->transaction(id)->stage, Stage::Authorising);
    answer.count_down();
    const auto approved = terminal.waitForState(id, State::Approved);
    EXPECT_EQ(approved.stage, Stage::Done);
    EXPECT_EQ(approved.lights, 4);
    int lights = 0;
    for (const auto& each : terminal.seen(id)) {
        EXPECT_GE(each.lights, lights);
        lights = each.lights;
    }
}

TEST_F(TapTest, PinIsAskedForWithoutTheCard) {
    tapCourse() = [](const auto& transaction, auto& around, const Torn&) {
        around.cardholder.progress(emv::Step::CardRead);
        auto outcome = outcomeOf(emv::Decision::Ended);
        const auto entry = around.cardholder.enterOnlinePin({transaction.amount, {}, false, false});
        if (!entry) {
            outcome.reason = entry.error();
            return outcome;
        }
        if (!around.host.authorise(hostRequest(transaction, true))) return outcome;
        outcome.decision = emv::Decision::ApprovedOnline;
        outcome.cvm = emv::CvmUsed::OnlinePin;
        return outcome;
    };
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    terminal.waitForStage(id, Stage::EnterPin);
    world.readers.lift();
    for (const auto key : {PinKey::D1, PinKey::D2, PinKey::D3, PinKey::D4, PinKey::Enter})
        ASSERT_TRUE(terminal->pinKey(id, key));
    EXPECT_EQ(terminal.waitForState(id, State::Approved).cvm, "online_pin");
}

TEST_F(TapTest, AboveTheLimitOnlyInsertingIsAskedFor) {
    mayBeTapped() = false;
    RunningTerminal terminal(world, config);
    world.readers.tap();  // lies there, and is nobody's business
    const auto id = start(terminal);
    terminal.waitFor(id, [](const auto& now) { return !now.acceptsTap && now.acceptsInsert; });
    world.readers.insert();
    EXPECT_EQ(terminal.waitForState(id, State::Approved).interface, "contact");
}

TEST_F(TapTest, WhereNothingCanBeInsertedTheAmountIsTooMuch) {
    mayBeTapped() = false;
    world.standing.set.kernel.contactless.contactAlso = false;
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::AmountInvalid);
}

TEST_F(TapTest, OneCardOnlyIsAHintAndNotAnEnd) {
    RunningTerminal terminal(world, config);
    world.readers.tap();
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForStage(id, Stage::OneCardOnly).state, State::Intended);
    world.readers.lift();
    EXPECT_EQ(terminal.waitForState(id, State::Approved).interface, "contact");
}

TEST_F(TapTest, MovedTooEarlyIsTappedAgain) {
    taps({leaves(tooShort()), goodTap});
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    const auto again = terminal.waitForStage(id, Stage::TapAgain);
    EXPECT_EQ(again.lights, 1);
    EXPECT_TRUE(again.deadline);
    EXPECT_EQ(again.state, State::Intended);
    EXPECT_TRUE(again.acceptsTap);
    EXPECT_TRUE(again.acceptsInsert);
    world.readers.tap();
    terminal.waitForState(id, State::Approved);
}

TEST_F(TapTest, ACardThatStaysIsNotTakenForASecondTap) {
    taps({stays(tooShort()), goodTap});
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    terminal.waitForStage(id, Stage::TapAgain);
    EXPECT_EQ(world.readers.connections, 1);
    world.readers.lift();
    world.readers.tap();
    terminal.waitForState(id, State::Approved);
    EXPECT_EQ(world.readers.connections, 2);
}

TEST_F(TapTest, AfterTwoMoreTriesTheCardIsInserted) {
    taps({leaves(tooShort())});
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    const auto first = terminal.waitForStage(id, Stage::TapAgain);
    world.readers.tap();
    terminal.waitFor(id, [&](const auto& now) {
        return now.stage == Stage::TapAgain && now.deadline != first.deadline;
    });
    world.readers.tap();
    const auto insert = terminal.waitForStage(id, Stage::InsertCard);
    EXPECT_FALSE(insert.acceptsTap);
    EXPECT_TRUE(insert.acceptsInsert);
    EXPECT_EQ(world.readers.connections, 3);
    world.readers.tap();  // not any more
    world.readers.insert();
    EXPECT_EQ(terminal.waitForState(id, State::Approved).interface, "contact");
}

TEST_F(TapTest, NotTappedAgainInTimeItIsInserted) {
    config.tapAgainWait = std::chrono::seconds(1);
    taps({leaves(tooShort())});
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    terminal.waitForStage(id, Stage::InsertCard);
    ASSERT_TRUE(terminal->cancel(id));
    EXPECT_EQ(terminal->transaction(id)->state, State::Cancelled);
}

TEST_F(TapTest, CardThatWantsItsContacts) {
    taps({stays(wants(emv::Next::UseContact))});
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    EXPECT_TRUE(terminal.waitForStage(id, Stage::InsertCard).deadline);
    world.readers.insert();  // the tapped card still lies on its reader
    const auto approved = terminal.waitForState(id, State::Approved);
    EXPECT_EQ(approved.interface, "contact");
}

TEST_F(TapTest, PhoneIsConfirmedAndTappedAgain) {
    taps({stays(wants(emv::Next::SeePhone)), goodTap});
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    const auto phone = terminal.waitForStage(id, Stage::SeePhone);
    EXPECT_EQ(phone.lights, 1);
    EXPECT_TRUE(phone.deadline);
    world.readers.lift();
    world.readers.tap();
    terminal.waitForState(id, State::Approved);
}

TEST_F(TapTest, DeclinedByTheTappedCard) {
    auto outcome = outcomeOf(emv::Decision::DeclinedByCard);
    outcome.interface = emv::CardInterface::Contactless;
    taps({leaves(outcome)});
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    EXPECT_EQ(terminal.waitForState(id, State::Declined).failure->code, FailureCode::CardDeclined);
    EXPECT_TRUE(world.backEnd.calls().empty());
}

}  // namespace
}  // namespace tappay::terminal::testing
