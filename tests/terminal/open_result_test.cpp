#include "terminal/sale_fixture.h"

// Results that are not known, and undoing.
namespace tappay::terminal::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

using OpenResultTest = SaleTest;

TEST_F(OpenResultTest, NoAnswerAsksTheStatusFirstAndThenUndoes) {
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

TEST_F(OpenResultTest, NoAnswerButDeclinedEndsDeclined) {
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

TEST_F(OpenResultTest, RequestThatNeverArrivedIsUndoneWithATombstone) {
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
TEST_F(OpenResultTest, AnswerForAnotherPaymentIsNeverAnApproval) {
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

TEST_F(OpenResultTest, MerchantUndoesAnApprovedSaleOnce) {
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

TEST_F(OpenResultTest, UndoIsAskedUntilItIsConfirmed) {
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

TEST_F(OpenResultTest, UndoThatCameTooLateEndsAsCharged) {
    world.backEnd.undoing = [](const std::string&) -> std::optional<FakeBackEnd::Answer> {
        return fail(FailureCode::TooLate, "settled: refund instead");
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    ASSERT_TRUE(terminal->undo(id));
    EXPECT_EQ(terminal.waitForState(id, State::UndoRefused).failure->code,
              FailureCode::NotUndoable);
    EXPECT_EQ(terminal->status().pendingCount, 0);
}

TEST_F(OpenResultTest, UndoIsOfferedWhileTheBackEndCanDoIt) {
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

TEST_F(OpenResultTest, LinkComingBackEndsThePause) {
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

TEST_F(OpenResultTest, PersonAsksNowInsteadOfWaiting) {
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

}  // namespace
}  // namespace tappay::terminal::testing
