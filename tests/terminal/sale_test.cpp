#include "terminal/sale_fixture.h"

namespace tappay::terminal::testing {
namespace {

using ::testing::ElementsAre;

TEST_F(SaleTest, ApprovedOnlyAfterHostCardAndJournal) {
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForStage(id, Stage::PresentCard).lights, 1);
    world.readers.insert();
    const auto approved = terminal.waitForState(id, State::Approved);
    EXPECT_EQ(approved.lights, 4);
    EXPECT_EQ(approved.stage, Stage::RemoveCard);
    EXPECT_EQ(approved.authCode, "203817");
    EXPECT_EQ(approved.stan, "000412");
    EXPECT_EQ(approved.batch, "000007");
    EXPECT_EQ(approved.maskedPan, "622848*********8901");
    EXPECT_EQ(approved.cryptogram, "A1B2C3D4E5F60718");
    EXPECT_EQ(approved.failure, std::nullopt);
    EXPECT_TRUE(approved.canUndo);
    EXPECT_FALSE(approved.canCancel);
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "request_sent",
                                         "host_approval", "card_approval", "recorded"));
    world.readers.remove();
    EXPECT_EQ(terminal.waitForStage(id, Stage::Done).state, State::Approved);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise"));
}

TEST_F(SaleTest, LightsGoUpWithTheCard) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    int lights = 0;
    for (const auto& snapshot : terminal.seen(id)) {
        EXPECT_GE(snapshot.lights, lights);
        lights = snapshot.lights;
    }
    EXPECT_EQ(lights, 4);
}

TEST_F(SaleTest, DeclinedByTheIssuer) {
    world.backEnd.authorising = [&](const auto& request, const auto&) {
        return world.backEnd.decline(request);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    const auto declined = terminal.waitForState(id, State::Declined);
    EXPECT_EQ(declined.responseCode, "51");
    EXPECT_EQ(declined.failure->code, FailureCode::Declined);
    EXPECT_EQ(declined.stage, Stage::Completing);
    EXPECT_EQ(declined.lights, 0);
    EXPECT_FALSE(declined.canUndo);
    EXPECT_NE(terminal.waitForStage(id, Stage::RemoveCard).cryptogram, "");
}

TEST_F(SaleTest, DeclinedByTheCardBeforeTheHostIsAsked) {
    kernelCourse() = [](const emv::Transaction&, emv::Surroundings& around) {
        around.cardholder.progress(emv::Step::CardRead);
        return outcomeOf(emv::Decision::DeclinedByCard);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Declined).failure->code, FailureCode::CardDeclined);
    EXPECT_TRUE(world.backEnd.calls().empty());
}

TEST_F(SaleTest, CardRefusesAfterTheHostApproved) {
    kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
        goodCard(transaction, around);
        auto outcome = outcomeOf(emv::Decision::Ended);
        outcome.hostApproved = true;
        outcome.reason = Failure{FailureCode::CardRemoved, "torn"};
        return outcome;
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    const auto undone = terminal.waitForState(id, State::Undone);
    EXPECT_EQ(undone.failure->code, FailureCode::CardRemoved);
    EXPECT_EQ(undone.stage, Stage::Done);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "undo 2"));
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "request_sent",
                                         "host_approval", "card_refusal", "undo_confirmed"));
    for (const auto& snapshot : terminal.seen(id)) {
        EXPECT_NE(snapshot.state, State::Approved);
        // No "insert the card again" while the money is on its way back.
        EXPECT_TRUE(snapshot.state != State::Undoing || !snapshot.failure);
    }
}

TEST_F(SaleTest, KeyKnownWithOtherContentsChargesNothingAndUndoesNothing) {
    world.backEnd.authorising = [](const auto&, const auto&) {
        return fail(FailureCode::KeyReused, "an earlier journal was lost");
    };
    world.backEnd.asking = [](const std::string& key) -> std::optional<FakeBackEnd::Answer> {
        protocol::PaymentAnswer earlier;
        earlier.key = key;
        earlier.state = protocol::PaymentState::Approved;
        return earlier;
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::KeyReused);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise"));
}

TEST_F(SaleTest, NothingLeftTheMachine) {
    world.backEnd.authorising = [](const auto&, const auto&) {
        return fail(FailureCode::HostUnreachable, "no route");
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::HostUnreachable);
    terminal.waitForStage(id, Stage::RemoveCard);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise"));
}

TEST_F(SaleTest, SameIdIsTheSamePayment) {
    RunningTerminal terminal(world, config);
    const std::string id = "01936b2e-0000-7000-8000-000000000001";
    ASSERT_EQ(terminal->startSale(yuan(100), "", id), id);
    EXPECT_EQ(terminal->startSale(yuan(100), "", id), id);
    EXPECT_EQ(terminal->startSale(yuan(101), "", id).error().code, FailureCode::KeyReused);
    EXPECT_EQ(terminal->startSale(yuan(100), "", std::nullopt).error().code, FailureCode::Busy);
    EXPECT_EQ(terminal->startSale(yuan(100), "", "x").error().code, FailureCode::InputMalformed);
    world.readers.insert();
    terminal.waitForState(id, State::Approved);
    EXPECT_EQ(terminal->startSale(yuan(100), "", id), id);
    EXPECT_EQ(world.backEnd.calls().size(), 1u);
}

// The till may ask again because it never heard the answer.
TEST_F(SaleTest, SameIdIsTheSamePaymentWhateverTheStanding) {
    const std::string id = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";
    {
        RunningTerminal terminal(world, config);
        world.readers.insert();
        ASSERT_TRUE(terminal->startSale(yuan(1234), "", id));
        terminal.waitForState(id, State::Approved);
    }
    world.standing.why = Failure{FailureCode::TerminalSuspended, {}};
    RunningTerminal terminal(world, config);
    EXPECT_EQ(terminal->startSale(yuan(1234), "", id).value_or(""), id);
    EXPECT_EQ(terminal->startSale(yuan(1235), "", id).error().code, FailureCode::KeyReused);
    EXPECT_EQ(terminal->startSale(yuan(1234), "", std::nullopt).error().code,
              FailureCode::TerminalSuspended);
}

TEST_F(SaleTest, AmountsThatCannotBeCharged) {
    RunningTerminal terminal(world, config);
    const auto code = [&](const Money& amount) {
        return terminal->startSale(amount, "", std::nullopt).error().code;
    };
    EXPECT_EQ(code(yuan(0)), FailureCode::AmountInvalid);
    EXPECT_EQ(code(yuan(-5)), FailureCode::AmountInvalid);
    EXPECT_EQ(code(yuan(Money::kMax + 1)), FailureCode::AmountInvalid);
    EXPECT_EQ(code({100, *currencyByAlpha("USD")}), FailureCode::CurrencyUnsupported);
}

TEST_F(SaleTest, CardLeftInServesTheNextSale) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    for (int i = 0; i < 3; ++i)
        terminal.waitForState(start(terminal), State::Approved);
    EXPECT_EQ(world.readers.connections, 3);
}

TEST_F(SaleTest, CardUpsideDownIsAHintNotTheEnd) {
    world.readers.failConnections({FailureCode::CardUnresponsive, FailureCode::CardRemoved});
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    world.readers.insert();
    const auto hint = terminal.waitFor(id, [](const auto& shown) {
        return shown.failure && shown.failure->code == FailureCode::CardUnresponsive;
    });
    EXPECT_EQ(hint.state, State::Intended);
    world.readers.remove();
    world.readers.insert();
    terminal.waitFor(id, [](const auto& shown) {
        return shown.failure && shown.failure->code == FailureCode::CardRemoved;
    });
    world.readers.remove();
    world.readers.insert();
    EXPECT_EQ(terminal.waitForState(id, State::Approved).failure, std::nullopt);
}

TEST_F(SaleTest, NobodyPresentsACard) {
    config.cardWait = std::chrono::seconds(1);
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::CardTimeout);
}

TEST_F(SaleTest, ListHasPendingOnesFirst) {
    config.undoPauses = {std::chrono::hours(1)};
    world.backEnd.setReachable(false);
    RunningTerminal terminal(world, config);
    world.readers.insert();
    world.backEnd.authorising = [](const auto&, const auto&) {
        return fail(FailureCode::HostTimeout);
    };
    const auto open = start(terminal);
    terminal.waitFor(open, [](const auto& shown) { return shown.nextAttempt.has_value(); });
    world.backEnd.authorising = {};
    const auto first = start(terminal, 100);
    terminal.waitForState(first, State::Approved);
    const auto second = start(terminal, 200);
    terminal.waitForState(second, State::Approved);
    const auto list = terminal->transactions(10).value();
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[0].id, open);
    EXPECT_EQ(list[1].id, second);
    EXPECT_EQ(list[2].id, first);
}

// A card that counts back, over a relay; the next one is like others.
TEST_F(SaleTest, WhatIsUnusualIsKeptAndTold) {
    const auto withRisk = [](const emv::RiskSignals& risk) {
        return [risk](const emv::Transaction& transaction, emv::Surroundings& around) {
            auto request = hostRequest(transaction);
            request.risk = risk;
            auto outcome = outcomeOf(emv::Decision::ApprovedOnline);
            outcome.hostApproved = around.host.authorise(std::move(request)).has_value();
            return outcome;
        };
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    kernelCourse() = withRisk({.counterNotNew = true, .slowAnswers = true});
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Approved).risk, "counter_not_new,slow_answers");
    EXPECT_EQ(world.backEnd.riskOf(id), "counter_not_new,slow_answers");
    kernelCourse() = withRisk({});
    const auto other = start(terminal);
    EXPECT_EQ(terminal.waitForState(other, State::Approved).risk, "");
    EXPECT_EQ(world.backEnd.riskOf(other), "");
}

}  // namespace
}  // namespace tappay::terminal::testing
