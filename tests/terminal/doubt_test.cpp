#include "terminal/sale_fixture.h"

#include <latch>

// A tapped card that left while it may have paid: only the same card can tell.
namespace tappay::terminal::testing {
namespace {

using ::testing::ElementsAre;

class DoubtTest : public SaleTest {
protected:
    DoubtTest() { config.tapAgainWait = std::chrono::seconds(1); }
    // The first tap leaves the question, later ones have this course.
    void tornThen(TapCourse later) {
        tapCourse() = [this, later = std::move(later)](const auto& transaction, auto& around,
                                                       const Torn& torn) {
            m_given.push_back(torn);
            if (torn) return later(transaction, around, torn);
            world.readers.lift();
            return tooShort(m_torn);
        };
    }
    static emv::Outcome paid(const emv::Transaction& transaction, emv::Surroundings& around,
                             const Torn&) {
        around.cardholder.progress(emv::Step::CardRead);
        auto request = hostRequest(transaction);
        request.interface = emv::CardInterface::Contactless;
        const auto kept = around.host.keepOfflineApproval(std::move(request));
        auto outcome = outcomeOf(kept ? emv::Decision::ApprovedOffline : emv::Decision::Ended);
        if (!kept) outcome.reason = kept.error();
        outcome.interface = emv::CardInterface::Contactless;
        outcome.cardBalance = 7140;
        return outcome;
    }
    static emv::Outcome unpaid(const emv::Transaction&, emv::Surroundings&, const Torn&) {
        auto outcome = outcomeOf(emv::Decision::Ended);
        outcome.reason = Failure{FailureCode::CardNotAccepted, "not paid"};
        return outcome;
    }
    static emv::Outcome paidInVain(const emv::Transaction&, emv::Surroundings& around,
                                   const Torn&) {
        EXPECT_TRUE(around.host.expectOfflineApproval());
        auto outcome = outcomeOf(emv::Decision::DeclinedByCard);
        outcome.interface = emv::CardInterface::Contactless;
        outcome.cardHasPaid = true;
        outcome.reason = Failure{FailureCode::PaidNotAccepted, "expired"};
        return outcome;
    }
    // A payment that nobody finished by tapping again.
    std::string leftInDoubt(RunningTerminal& terminal) {
        const auto id = start(terminal);
        world.readers.tap();
        terminal.waitFor(id, [](const auto& shown) { return shown.canResume; });
        terminal.waitForStatus(
            [](const Status& status) { return !status.running && status.pendingCount == 1; });
        return id;
    }

    Torn m_torn = newTorn();
    std::vector<Torn> m_given;
};

TEST_F(DoubtTest, IsWrittenDownBeforeTheCardIsAskedForAgain) {
    config.tapAgainWait = std::chrono::seconds(60);
    tornThen(paid);
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    const auto again = terminal.waitForStage(id, Stage::TapAgain);
    EXPECT_EQ(again.state, State::CardInDoubt);
    EXPECT_EQ(again.failure->code, FailureCode::CardInDoubt);
    EXPECT_EQ(again.lights, 1);
    EXPECT_FALSE(again.acceptsInsert);  // another card would pay a second time
    EXPECT_FALSE(again.canCancel);
    EXPECT_EQ(terminal->cancel(id).error().code, FailureCode::TooLate);
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "card_torn"));
    world.readers.tap();
    terminal.waitForState(id, State::AdvicePending);
    terminal.waitFor(id, [](const auto& shown) { return shown.cardBalance == yuan(7140); });
    EXPECT_EQ(m_given[1], m_torn);
}

TEST_F(DoubtTest, ACardThatIsAboutToPayCanNotBeCancelled) {
    RunningTerminal terminal(world, config);
    std::latch started(1);
    std::string id;
    tapCourse() = [&](const auto& transaction, auto& around, const Torn& torn) {
        started.wait();
        EXPECT_TRUE(around.host.expectOfflineApproval());
        EXPECT_EQ(terminal->cancel(id).error().code, FailureCode::TooLate);
        return paid(transaction, around, torn);
    };
    id = start(terminal);
    started.count_down();
    world.readers.tap();
    terminal.waitForState(id, State::AdvicePending);
    auto events = history(id);
    events.resize(4);  // the bank may have heard of it by now
    EXPECT_THAT(events,
                ElementsAre("intended", "card_data_read", "card_may_pay", "offline_approval"));
}

TEST_F(DoubtTest, ACardOfACancelledPaymentIsNotLetPay) {
    RunningTerminal terminal(world, config);
    std::latch started(1), asked(1);
    std::string id;
    Result<void> noted;
    tapCourse() = [&](const auto&, auto& around, const Torn&) {
        started.wait();
        EXPECT_TRUE(terminal->cancel(id));
        noted = around.host.expectOfflineApproval();
        asked.count_down();
        auto outcome = outcomeOf(emv::Decision::Ended);
        outcome.reason = noted.error();
        return outcome;
    };
    id = start(terminal);
    started.count_down();
    world.readers.tap();
    asked.wait();
    EXPECT_EQ(noted.error().code, FailureCode::Cancelled);
    EXPECT_EQ(terminal->transaction(id)->state, State::Cancelled);
}

TEST_F(DoubtTest, APaymentThatCouldNotBeKeptIsInDoubt) {
    RunningTerminal terminal(world, config);
    tapCourse() = [](const auto&, auto& around, const Torn&) {
        EXPECT_TRUE(around.host.expectOfflineApproval());
        auto outcome = outcomeOf(emv::Decision::Ended);
        outcome.reason = Failure{FailureCode::StorageFull, "the card has paid"};
        return outcome;
    };
    const auto id = start(terminal);
    world.readers.tap();
    EXPECT_EQ(terminal.waitForState(id, State::CardInDoubt).failure->code,
              FailureCode::CardInDoubt);
}

TEST_F(DoubtTest, ACardThatPaidAndIsRefusedEndsDeclinedAndSaysSo) {
    tapCourse() = paidInVain;
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    const auto declined = terminal.waitForState(id, State::Declined);
    EXPECT_EQ(declined.failure->code, FailureCode::PaidNotAccepted);
    EXPECT_FALSE(declined.canUndo || declined.canResume);
    EXPECT_THAT(history(id),
                ElementsAre("intended", "card_data_read", "card_may_pay", "card_refusal"));
    EXPECT_TRUE(world.backEnd.calls().empty());
    const auto receipt = terminal->receipt(id, Copy::Cardholder);
    ASSERT_TRUE(receipt);
    EXPECT_TRUE(std::ranges::any_of(receipt->lines, [](const ReceiptLine& line) {
        return line.key == "notice" && !line.value.empty();
    }));
}

TEST_F(DoubtTest, ATornCardThatPaidInVainIsNotFoundUnpaid) {
    tornThen(paidInVain);
    RunningTerminal terminal(world, config);
    const auto id = leftInDoubt(terminal);
    ASSERT_TRUE(terminal->resume(id));
    world.readers.tap();
    const auto declined = terminal.waitForState(id, State::Declined);
    EXPECT_EQ(declined.failure->code, FailureCode::PaidNotAccepted);
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "card_torn", "resume_wanted",
                                         "card_refusal"));
    EXPECT_TRUE(world.backEnd.calls().empty());
}

// Torn before it had paid, back, and paying after all: what it gave could not be kept.
TEST_F(DoubtTest, ATornCardWhosePaymentCouldNotBeKeptStaysInDoubt) {
    tornThen([](const auto&, auto& around, const Torn&) {
        EXPECT_TRUE(around.host.expectOfflineApproval());
        auto outcome = outcomeOf(emv::Decision::Ended);
        outcome.interface = emv::CardInterface::Contactless;
        outcome.cardHasPaid = true;
        outcome.reason = Failure{FailureCode::StorageFull, "the card has paid"};
        return outcome;
    });
    RunningTerminal terminal(world, config);
    const auto id = leftInDoubt(terminal);
    ASSERT_TRUE(terminal->resume(id));
    world.readers.tap();
    terminal.waitFor(id, [](const auto& shown) {
        return shown.failure && shown.failure->detail == "its payment was not kept";
    });
    EXPECT_EQ(terminal->transaction(id)->state, State::CardInDoubt);
    EXPECT_FALSE(terminal->transaction(id)->canResume);
    ASSERT_TRUE(terminal->giveUp(id));
    EXPECT_EQ(history(id).back(), "given_up");
}

TEST_F(DoubtTest, ARowThatWasLateGoesBeforeTheNext) {
    config.undoPauses = {std::chrono::hours(1)};
    config.tapAgainWait = std::chrono::seconds(60);
    tornThen(paid);
    RunningTerminal terminal(world, config);
    auto journal = store::Database::open(directory.path() / "journal.db");
    ASSERT_TRUE(
        journal->execute("CREATE TRIGGER broken BEFORE INSERT ON entries WHEN NEW.event = "
                         "'card_torn' BEGIN SELECT RAISE(ABORT, 'no space'); END"));
    const auto id = start(terminal);
    world.readers.tap();
    terminal.waitForStage(id, Stage::TapAgain);
    ASSERT_TRUE(journal->execute("DROP TRIGGER broken"));
    world.readers.tap();
    terminal.waitForState(id, State::AdvicePending);
    auto events = history(id);
    events.resize(4);  // the bank may have heard of it by now
    EXPECT_THAT(events, ElementsAre("intended", "card_data_read", "card_torn", "card_found_paid"));
}

TEST_F(DoubtTest, NotSeenAgainItWaitsForAPerson) {
    tornThen(paid);
    RunningTerminal terminal(world, config);
    const auto id = leftInDoubt(terminal);
    const auto open = terminal->transaction(id);
    EXPECT_EQ(open->state, State::CardInDoubt);
    EXPECT_EQ(open->stage, Stage::Done);
    EXPECT_EQ(open->lights, 0);
    EXPECT_EQ(terminal->status().pendingCount, 1);
    EXPECT_TRUE(world.backEnd.calls().empty());
    // The next customer need not wait for it.
    const auto next = start(terminal);
    EXPECT_EQ(terminal->resume(id).error().code, FailureCode::Busy);
    world.readers.insert();
    terminal.waitForState(next, State::Approved);
}

TEST_F(DoubtTest, SameCardLaterTellsThatItPaid) {
    tornThen(paid);
    RunningTerminal terminal(world, config);
    const auto id = leftInDoubt(terminal);
    ASSERT_TRUE(terminal->resume(id));
    world.readers.tap();
    EXPECT_EQ(terminal.waitForState(id, State::AdvicePending).failure, std::nullopt);
    EXPECT_EQ(m_given.back(), m_torn);
    EXPECT_FALSE(terminal->transaction(id)->canResume);
    EXPECT_EQ(terminal->resume(id).error().code, FailureCode::TooLate);
}

TEST_F(DoubtTest, SameCardLaterTellsThatItDidNotPay) {
    tornThen(unpaid);
    RunningTerminal terminal(world, config);
    const auto id = leftInDoubt(terminal);
    ASSERT_TRUE(terminal->resume(id));
    world.readers.tap();
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::CardNotAccepted);
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "card_torn", "resume_wanted",
                                         "card_found_unpaid", "could_not_continue"));
}

TEST_F(DoubtTest, UnpaidItMayStillAskItsIssuer) {
    tornThen(goodTap);
    RunningTerminal terminal(world, config);
    const auto id = leftInDoubt(terminal);
    ASSERT_TRUE(terminal->resume(id));
    world.readers.tap();
    terminal.waitForState(id, State::Approved);
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "card_torn", "resume_wanted",
                                         "card_found_unpaid", "request_sent", "host_approval",
                                         "card_approval", "recorded"));
}

TEST_F(DoubtTest, TornOnceMoreItStaysOpen) {
    std::latch again(1);
    tornThen([&](const auto&, auto&, const Torn&) {
        world.readers.lift();
        again.count_down();
        return tooShort(m_torn);
    });
    RunningTerminal terminal(world, config);
    const auto id = leftInDoubt(terminal);
    ASSERT_TRUE(terminal->resume(id));
    world.readers.tap();
    again.wait();
    EXPECT_EQ(terminal->transaction(id)->state, State::CardInDoubt);
    ASSERT_TRUE(terminal->giveUp(id));
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "card_torn", "resume_wanted",
                                         "given_up"));
}

TEST_F(DoubtTest, CustomerLeft) {
    tornThen(paid);
    RunningTerminal terminal(world, config);
    const auto id = leftInDoubt(terminal);
    ASSERT_TRUE(terminal->giveUp(id));
    EXPECT_EQ(terminal->transaction(id)->state, State::Abandoned);
    EXPECT_TRUE(terminal->giveUp(id));
    EXPECT_EQ(terminal->resume(id).error().code, FailureCode::TooLate);
    EXPECT_EQ(history(id).back(), "given_up");
    EXPECT_EQ(terminal->status().pendingCount, 0);
}

TEST_F(DoubtTest, CustomerLeavesWhileTheCardIsAwaited) {
    config.tapAgainWait = std::chrono::seconds(60);
    tornThen(paid);
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.tap();
    terminal.waitForStage(id, Stage::TapAgain);
    ASSERT_TRUE(terminal->giveUp(id));
    terminal.waitForState(id, State::Abandoned);
    terminal.stop();
    EXPECT_EQ(history(id).back(), "given_up");
}

TEST_F(DoubtTest, OnlyGivingUpIsLeftAfterARestart) {
    tornThen(paid);
    std::string id;
    {
        RunningTerminal terminal(world, config);
        id = leftInDoubt(terminal);
    }
    RunningTerminal terminal(world, config);
    const auto open = terminal->transaction(id);
    ASSERT_EQ(open->state, State::CardInDoubt);
    EXPECT_EQ(open->stage, Stage::Done);
    EXPECT_FALSE(open->canResume);
    const auto resumed = terminal->resume(id);
    EXPECT_EQ(resumed.error().code, FailureCode::TooLate);
    EXPECT_THAT(resumed.error().detail, ::testing::HasSubstr("started anew"));
    ASSERT_TRUE(terminal->giveUp(id));
    EXPECT_EQ(terminal->transaction(id)->state, State::Abandoned);
}

TEST_F(DoubtTest, OtherPaymentsAreNeitherResumedNorGivenUp) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    EXPECT_EQ(terminal->resume(id).error().code, FailureCode::TooLate);
    EXPECT_EQ(terminal->giveUp(id).error().code, FailureCode::TooLate);
    const std::string nobody = "01936b2e-0000-7000-8000-00000000ffff";
    EXPECT_EQ(terminal->resume(nobody).error().code, FailureCode::NotFound);
    EXPECT_EQ(terminal->giveUp(nobody).error().code, FailureCode::NotFound);
}

}  // namespace
}  // namespace tappay::terminal::testing
