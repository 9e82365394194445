#include <gmock/gmock.h>

#include <atomic>

#include "terminal/advice_fixture.h"

// Payments the card makes by itself: paid at once, told to the bank until it has booked them.
namespace tappay::terminal::testing {
namespace {

using ::testing::ElementsAre;

TEST_F(AdviceTest, IsPaidAtOnceAndApprovedWhenTheBankHasBookedIt) {
    config.undoPauses = {std::chrono::milliseconds(1)};
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    const auto approved = terminal.waitForState(id, State::Approved);
    EXPECT_EQ(approved.stan, "000413");
    EXPECT_EQ(approved.interface, "contactless");
    EXPECT_FALSE(approved.canUndo);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("advise " + id));
    std::vector<State> states;
    for (const auto& shown : terminal.seen(id))
        if (states.empty() || states.back() != shown.state) states.push_back(shown.state);
    EXPECT_THAT(states, ElementsAre(State::Intended, State::CardRead, State::AdvicePending,
                                    State::Approved));
    EXPECT_EQ(terminal->undo(id).error().code, FailureCode::NotUndoable);
    EXPECT_EQ(terminal->transaction(id)->state, State::Approved);
    terminal.stop();
    EXPECT_FALSE(Journal::open(directory.path())->advice(id)) << "kept longer than needed";
}

TEST_F(AdviceTest, WaitsForTheBankAcrossRestartsAndIsToldOnce) {
    const auto id = payUnreached();
    {
        RunningTerminal terminal(world, config);
        const auto shown = terminal->transaction(id).value();
        EXPECT_EQ(shown.state, State::AdvicePending);
        EXPECT_EQ(shown.lights, 4);
        EXPECT_EQ(shown.stage, Stage::Done);
        EXPECT_FALSE(shown.failure);
        EXPECT_FALSE(shown.canUndo || shown.canCancel);
        EXPECT_EQ(terminal->status().pendingCount, 1);
        EXPECT_EQ(terminal->undo(id).error().code, FailureCode::NotUndoable);
        EXPECT_EQ(terminal->cancel(id).error().code, FailureCode::TooLate);
        world.backEnd.setReachable(true);
        terminal.waitForState(id, State::Approved);
        EXPECT_EQ(terminal->status().pendingCount, 0);
    }
    const auto told = world.backEnd.calls().size();
    RunningTerminal terminal(world, config);
    EXPECT_EQ(terminal->transaction(id)->state, State::Approved);
    EXPECT_EQ(world.backEnd.calls().size(), told);
}

TEST_F(AdviceTest, TellsWhatWasUnusualAlsoAfterARestart) {
    kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
        auto request = hostRequest(transaction);
        request.risk.numberNotNew = true;
        EXPECT_TRUE(around.host.keepOfflineApproval(std::move(request)));
        return outcomeOf(emv::Decision::ApprovedOffline);
    };
    const auto id = payUnreached();
    world.backEnd.setReachable(true);
    RunningTerminal terminal(world, config);
    EXPECT_EQ(terminal.waitForState(id, State::Approved).risk, "number_not_new");
    EXPECT_EQ(world.backEnd.riskOf(id), "number_not_new");
}

TEST_F(AdviceTest, ARefusalIsSaidAndKept) {
    world.backEnd.advising = [](const std::string& key) -> std::optional<FakeBackEnd::Answer> {
        protocol::PaymentAnswer answer;
        answer.key = key;
        answer.state = protocol::PaymentState::Declined;
        answer.responseCode = "59";
        return answer;
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    const auto refused = terminal.waitForState(id, State::AdviceRefused);
    EXPECT_EQ(refused.failure->code, FailureCode::AdviceRefused);
    EXPECT_EQ(refused.responseCode, "59");
    EXPECT_EQ(terminal->status().pendingCount, 0);
    EXPECT_EQ(terminal->undo(id).error().code, FailureCode::NotUndoable);
    terminal.stop();
    EXPECT_TRUE(Journal::open(directory.path())->advice(id)) << "what a person has to clear up";
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "offline_approval",
                                         ::testing::AnyOf("card_closed", "advice_rejected"),
                                         ::testing::AnyOf("card_closed", "advice_rejected")));
}

TEST_F(AdviceTest, AnotherPaymentUnderTheKeyNeedsAPerson) {
    world.backEnd.advising = [](const std::string&) -> std::optional<FakeBackEnd::Answer> {
        return fail(FailureCode::KeyReused);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    terminal.waitForState(start(terminal), State::AdviceRefused);
}

TEST_F(AdviceTest, TroubleIsNoRefusal) {
    std::atomic<int> asked = 0;
    world.backEnd.advising = [&](const std::string& key) -> std::optional<FakeBackEnd::Answer> {
        constexpr std::array kTroubles{FailureCode::HostTimeout, FailureCode::HostAnswerInvalid,
                                       FailureCode::HostRefused, FailureCode::ClockWrong,
                                       FailureCode::HostUnreachable};
        const auto turn = static_cast<std::size_t>(asked++);
        if (turn < kTroubles.size()) return fail(kTroubles[turn]);
        protocol::PaymentAnswer open;
        open.key = key;
        open.state = protocol::PaymentState::Pending;
        if (turn == kTroubles.size()) return open;
        return std::nullopt;
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    EXPECT_EQ(asked, 7);
    for (const auto& shown : terminal.seen(id))
        EXPECT_TRUE(!isPaid(shown.state) || !shown.failure);
}

TEST_F(AdviceTest, TheBankHearsThemInTheOrderOfTheCards) {
    config.undoPauses = {std::chrono::hours(1)};
    world.backEnd.setReachable(false);
    RunningTerminal terminal(world, config);
    world.readers.insert();
    std::vector<std::string> ids;
    for (const char* last : {"f", "2", "9"}) {  // not the order of their names
        const std::string id = std::string("01936b2e-0000-7000-8000-00000000000") + last;
        ASSERT_TRUE(terminal->startSale(yuan(100), "", id));
        terminal.waitForState(id, State::AdvicePending);
        ids.push_back(id);
    }
    // Who can't be told first is not overtaken.
    EXPECT_THAT(world.backEnd.calls(), ::testing::Each("advise " + ids[0]));
    world.backEnd.setReachable(true);
    for (const auto& id : ids)
        terminal.waitForState(id, State::Approved);
    auto calls = world.backEnd.calls();
    calls.erase(calls.begin(), calls.end() - 3);
    EXPECT_THAT(calls, ElementsAre("advise " + ids[0], "advise " + ids[1], "advise " + ids[2]));
}

TEST_F(AdviceTest, WhatCannotBeKeptIsNoApproval) {
    {
        auto journal = Journal::open(directory.path());
        ASSERT_TRUE(journal);
    }
    auto database = store::Database::open(directory.path() / "journal.db");
    ASSERT_TRUE(
        database->execute("CREATE TRIGGER no BEFORE INSERT ON advices "
                          "BEGIN SELECT RAISE(ABORT, 'no'); END"));
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code,
              FailureCode::JournalUnavailable);
    for (const auto& event : history(id))
        EXPECT_NE(event, "offline_approval");
    EXPECT_THAT(world.backEnd.calls(), ElementsAre());
}

TEST_F(AdviceTest, HoldsNoCardNumberInClear) {
    config.keepTraces = false;  // a trace tells field 55, though never the number
    const auto id = payUnreached();
    const auto everything = filesOfDirectory();
    EXPECT_TRUE(everything.contains("sealed " + id));
    EXPECT_FALSE(everything.contains("6228480012345678901"));
    EXPECT_FALSE(everything.contains("A1A2A3A4A5A6A7A8"));
}

TEST_F(AdviceTest, ALostOrChangedAdviceIsNoticed) {
    const auto id = payUnreached();
    for (const char* damage : {"UPDATE advices SET paid = paid + 1",
                               "UPDATE advices SET sealed = 'other'", "DELETE FROM advices"}) {
        auto database = store::Database::open(directory.path() / "journal.db");
        ASSERT_TRUE(database->execute(damage));
        EXPECT_TRUE(Journal::open(directory.path())->verify().value()) << damage;
        EXPECT_TRUE(Journal::open(directory.path())->verifyEnd(1).value()) << damage;
    }
    RunningTerminal terminal(world, config);
    EXPECT_EQ(terminal->startSale(yuan(1), "", std::nullopt).error().code,
              FailureCode::JournalUnavailable);
}

TEST_F(AdviceTest, AJournalFromBeforeKeepsItsHashes) {
    kernelCourse() = goodCard;
    {
        RunningTerminal terminal(world, config);
        world.readers.insert();
        terminal.waitForState(start(terminal), State::Approved);
    }
    auto database = store::Database::open(directory.path() / "journal.db");
    // The interface is known today; a journal from before has rows without it.
    const auto before = database->execute(
        "DELETE FROM entries; DELETE FROM payments; DROP TABLE advices; DROP TABLE traces;"
        "ALTER TABLE entries DROP COLUMN interface; ALTER TABLE entries DROP COLUMN card_balance;"
        "ALTER TABLE entries DROP COLUMN advice; ALTER TABLE entries DROP COLUMN card_may_pay;"
        "ALTER TABLE entries DROP COLUMN risk; DROP INDEX entries_of_orders;"
        "ALTER TABLE entries DROP COLUMN signed_order; ALTER TABLE entries DROP COLUMN order_id;"
        "ALTER TABLE entries DROP COLUMN order_origin;"
        "PRAGMA user_version = 2");
    ASSERT_TRUE(before) << before.error().detail;
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Approved).interface, "contact");
    EXPECT_EQ(Journal::open(directory.path())->verify().value(), std::nullopt);
}

TEST_F(AdviceTest, ACardMayApproveAloneWhenSurelyNobodyWasAsked) {
    world.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
        return fail(FailureCode::HostUnreachable);
    };
    kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
        around.cardholder.progress(emv::Step::CardRead);
        EXPECT_EQ(around.host.authorise(hostRequest(transaction)).error().code,
                  FailureCode::HostUnreachable);
        return payFromCard(transaction, around, emv::CardInterface::Contact);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "advise " + id));
}

TEST_F(AdviceTest, ARefusalOfTheRequestIsNoReasonToApproveAlone) {
    for (const auto code :
         {FailureCode::HostRefused, FailureCode::KeyReused, FailureCode::ClockWrong}) {
        world.backEnd.authorising = [code](const auto&, const auto&) -> FakeBackEnd::Answer {
            return fail(code);
        };
        kernelCourse() = [code](const emv::Transaction& transaction, emv::Surroundings& around) {
            around.cardholder.progress(emv::Step::CardRead);
            const auto answer = around.host.authorise(hostRequest(transaction));
            EXPECT_EQ(answer.error().code, code);
            auto outcome = outcomeOf(emv::Decision::Ended);
            outcome.reason = answer.error();
            return outcome;
        };
        RunningTerminal terminal(world, config);
        world.readers.insert();
        EXPECT_EQ(terminal.waitForState(start(terminal), State::Failed).failure->code, code);
    }
}

TEST_F(AdviceTest, ACardInDoubtStaysOpenUntilAPersonGivesUp) {
    const std::string id = "01936b2e-0000-7000-8000-000000000001";
    {
        JournalEntry entry{"card_torn", {}};
        entry.record.shown.id = id;
        entry.record.shown.amount = yuan(1234);
        entry.record.shown.state = State::CardInDoubt;
        ASSERT_TRUE(Journal::open(directory.path())->append({&entry, 1}));
    }
    RunningTerminal terminal(world, config);
    const auto shown = terminal->transaction(id).value();
    EXPECT_EQ(shown.state, State::CardInDoubt);
    EXPECT_EQ(shown.failure->code, FailureCode::CardInDoubt);
    EXPECT_FALSE(shown.canCancel);
    EXPECT_EQ(terminal->cancel(id).error().code, FailureCode::TooLate);
    EXPECT_EQ(terminal->status().pendingCount, 1);
    ASSERT_TRUE(terminal->giveUp(id));
    EXPECT_EQ(terminal->transaction(id)->state, State::Abandoned);
    EXPECT_EQ(terminal->transaction(id)->failure->code, FailureCode::CardInDoubt);
    EXPECT_TRUE(terminal->giveUp(id)) << "said twice";
    EXPECT_EQ(terminal->status().pendingCount, 0);
}

}  // namespace
}  // namespace tappay::terminal::testing
