#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/pin_block.h"
#include "terminal/fake_kernel.h"
#include "terminal/running_terminal.h"

namespace tappay::terminal::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

class SaleTest : public ::testing::Test {
protected:
    ~SaleTest() override { kernelCourse() = goodCard; }

    std::string start(RunningTerminal& terminal, std::int64_t fen = 1234) {
        const auto id = terminal->startSale(yuan(fen), "Table 4", std::nullopt);
        EXPECT_TRUE(id) << id.error().detail;
        return id.value_or("");
    }
    std::vector<std::string> history(const std::string& id) {
        return historyOf(directory.path(), id);
    }

    TemporaryDirectory directory;
    FakeWorld world;
    Config config = testConfig(directory.path());
};

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
    EXPECT_EQ(declined.lights, 0);
    EXPECT_FALSE(declined.canUndo);
    terminal.waitFor(id, [](const auto& shown) { return shown.cryptogram != ""; });
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
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise"));
}

TEST_F(SaleTest, NoAnswerAsksTheStatusFirstAndThenUndoes) {
    world.backEnd.authorising = [&](const auto& request, const auto&) -> FakeBackEnd::Answer {
        world.backEnd.approve(request);
        return fail(FailureCode::HostTimeout);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Unknown).failure->code, FailureCode::HostTimeout);
    // "Not known yet" is over.
    EXPECT_EQ(terminal.waitForState(id, State::Undone).failure, std::nullopt);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "status", "undo 0"));
    for (const auto& snapshot : terminal.seen(id))
        EXPECT_NE(snapshot.state, State::Approved);
}

TEST_F(SaleTest, NoAnswerButDeclinedEndsDeclined) {
    world.backEnd.authorising = [&](const auto& request, const auto&) -> FakeBackEnd::Answer {
        world.backEnd.decline(request);
        return fail(FailureCode::HostTimeout);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Declined).responseCode, "51");
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "status"));
}

TEST_F(SaleTest, RequestThatNeverArrivedIsUndoneWithATombstone) {
    world.backEnd.authorising = [](const auto&, const auto&) {
        return fail(FailureCode::HostTimeout);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Undone);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "status", "undo 0"));
}

// Fault 24, the terminal's share: what link has verified is compared once more.
TEST_F(SaleTest, AnswerForAnotherPaymentIsNeverAnApproval) {
    using Change = std::function<void(protocol::PaymentAnswer&)>;
    const std::vector<Change> changes{
        [](auto& answer) { answer.amount.minor += 1; },
        [](auto& answer) { answer.key[0] ^= 1; },
        [](auto& answer) { answer.terminalId = "10000002"; },
        [](auto& answer) { answer.amount.currency = *currencyByAlpha("USD"); },
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    for (const auto& change : changes) {
        world.backEnd.authorising = [&](const auto& request, const auto&) -> FakeBackEnd::Answer {
            auto answer = world.backEnd.approve(request);
            change(answer);
            return answer;
        };
        const auto id = start(terminal);
        EXPECT_EQ(terminal.waitForState(id, State::Unknown).failure->code,
                  FailureCode::HostAnswerInvalid);
        terminal.waitForState(id, State::Undone);
        for (const auto& snapshot : terminal.seen(id))
            EXPECT_NE(snapshot.state, State::Approved);
    }
    EXPECT_THAT(world.backEnd.calls(), IsSupersetOf({"undo 1"}));
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

TEST_F(SaleTest, MerchantUndoesAnApprovedSaleOnce) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    ASSERT_TRUE(terminal->undo(id));
    EXPECT_EQ(terminal.waitForState(id, State::Undone).canUndo, false);
    EXPECT_TRUE(terminal->undo(id));
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "undo 4"));
    EXPECT_EQ(terminal->undo("01936b2e-0000-7000-8000-00000000ffff").error().code,
              FailureCode::NotFound);
}

TEST_F(SaleTest, UndoIsAskedUntilItIsConfirmed) {
    int asked = 0;
    world.backEnd.undoing = [&](const std::string& key) -> std::optional<FakeBackEnd::Answer> {
        ++asked;
        if (asked == 1) return fail(FailureCode::HostTimeout);
        if (asked == 2) return fail(FailureCode::HostRefused);
        if (asked > 4) return std::nullopt;
        protocol::PaymentAnswer answer;
        answer.key = key;
        // The fourth is an old answer, replayed.
        answer.state =
            asked == 3 ? protocol::PaymentState::Undoing : protocol::PaymentState::Approved;
        return answer;
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    ASSERT_TRUE(terminal->undo(id));
    EXPECT_EQ(terminal.waitForState(id, State::Undone).undoAttempts, 5);
}

TEST_F(SaleTest, UndoThatCameTooLateStaysOpenAndSaysSo) {
    world.backEnd.undoing = [](const std::string&) -> std::optional<FakeBackEnd::Answer> {
        return fail(FailureCode::TooLate, "settled: refund instead");
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    ASSERT_TRUE(terminal->undo(id));
    const auto told =
        terminal.waitFor(id, [](const auto& shown) { return shown.failure.has_value(); });
    EXPECT_EQ(told.failure->code, FailureCode::TooLate);
    EXPECT_EQ(told.state, State::Undoing);
}

TEST_F(SaleTest, UndoIsOfferedWhileTheBackEndCanDoIt) {
    const std::string fresh = "01936b2e-0000-7000-8000-000000000006",
                      settled = "01936b2e-0000-7000-8000-000000000007";
    const auto now = world.clock.now();
    for (const auto& [id, created] :
         {std::pair{fresh, now - std::chrono::days(6)}, {settled, now - std::chrono::days(7)}}) {
        JournalEntry entry{"recorded", {}};
        entry.record.shown.id = id;
        entry.record.shown.amount = yuan(1234);
        entry.record.shown.state = State::Approved;
        entry.record.shown.batch = "000007";
        entry.record.shown.created = created;
        entry.record.online = true;
        ASSERT_TRUE(Journal::open(directory.path())->append({&entry, 1}));
    }
    RunningTerminal terminal(world, config);
    EXPECT_TRUE(terminal->transaction(fresh)->canUndo);
    EXPECT_FALSE(terminal->transaction(settled)->canUndo);
    EXPECT_EQ(terminal->undo(settled).error().code, FailureCode::TooLate);
    EXPECT_TRUE(terminal->undo(fresh));
}

TEST_F(SaleTest, LinkComingBackEndsThePause) {
    config.undoPauses = {std::chrono::hours(1)};
    world.backEnd.authorising = [](const auto&, const auto&) {
        return fail(FailureCode::HostTimeout);
    };
    world.backEnd.setReachable(false);
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitFor(id, [](const auto& shown) { return shown.nextAttempt.has_value(); });
    EXPECT_EQ(terminal->status().pendingCount, 1);
    world.backEnd.setReachable(true);
    terminal.waitForState(id, State::Undone);
    EXPECT_EQ(terminal->status().pendingCount, 0);
}

TEST_F(SaleTest, PersonAsksNowInsteadOfWaiting) {
    config.undoPauses = {std::chrono::hours(1)};
    world.backEnd.authorising = [](const auto&, const auto&) {
        return fail(FailureCode::HostTimeout);
    };
    std::atomic<bool> down = true;
    world.backEnd.asking = [&](const std::string&) -> std::optional<FakeBackEnd::Answer> {
        if (down) return fail(FailureCode::HostUnreachable);
        return std::nullopt;
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitFor(id, [](const auto& shown) { return shown.nextAttempt.has_value(); });
    // Another payment may run meanwhile.
    world.backEnd.authorising = {};
    terminal.waitForState(start(terminal, 500), State::Approved);
    down = false;
    terminal->checkNow();
    terminal.waitForState(id, State::Undone);
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

}  // namespace
}  // namespace tappay::terminal::testing
