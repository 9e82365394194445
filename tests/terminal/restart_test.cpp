#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "terminal/fake_kernel.h"
#include "terminal/running_terminal.h"

// The program ends at every point of a sale, by _exit in a child process, and a new one finds the
// truth.
namespace tappay::terminal::testing {
namespace {

using protocol::PaymentState;
using ::testing::Contains;

constexpr int kDied = 77;
const std::string kId = "01936b2e-0000-7000-8000-000000000001";

class RestartTest : public ::testing::Test {
protected:
    ~RestartTest() override { kernelCourse() = goodCard; }

    // Runs `life` in a process of its own, which must die in it.
    void dieIn(const std::function<void(FakeWorld&)>& prepare) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            FakeWorld mortal;
            prepare(mortal);
            mortal.readers.insert();
            RunningTerminal terminal(mortal, config);
            if (!terminal->startSale(yuan(1234), "", kId)) ::_exit(1);
            const auto end =
                terminal.waitFor(kId, [](const auto& shown) { return isFinal(shown.state); });
            ::_exit(end.state == State::Approved ? kDied : 2);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFEXITED(status));
        ASSERT_EQ(WEXITSTATUS(status), kDied);
    }
    TransactionSnapshot liveAgain(State expected) {
        RunningTerminal terminal(world, config);
        auto snapshot = terminal->transaction(kId).value();
        if (!isFinal(snapshot.state)) snapshot = terminal.waitForState(kId, expected);
        EXPECT_EQ(snapshot.state, expected) << nameOf(snapshot.state);
        EXPECT_EQ(terminal->status().pendingCount, 0);
        // The next payment runs, and does not reuse the number.
        world.readers.insert();
        const auto next = terminal->startSale(yuan(5), "", std::nullopt).value();
        terminal.waitForState(next, State::Approved);
        return snapshot;
    }

    TemporaryDirectory directory;
    FakeWorld world;
    Config config = testConfig(directory.path());
};

TEST_F(RestartTest, ACardThatWasAboutToPayByItselfIsInDoubt) {
    dieIn([](FakeWorld&) {
        kernelCourse() = [](const auto&, emv::Surroundings& around) -> emv::Outcome {
            if (!around.host.expectOfflineApproval()) ::_exit(3);
            ::_exit(kDied);
        };
    });
    RunningTerminal terminal(world, config);
    const auto found = terminal->transaction(kId).value();
    EXPECT_EQ(found.state, State::CardInDoubt);
    EXPECT_EQ(found.failure->code, FailureCode::CardInDoubt);
    EXPECT_FALSE(found.canCancel);
    EXPECT_TRUE(world.backEnd.calls().empty());
}

TEST_F(RestartTest, AfterIntended) {
    dieIn([](FakeWorld&) {
        kernelCourse() = [](const auto&, auto&) -> emv::Outcome { ::_exit(kDied); };
    });
    EXPECT_EQ(liveAgain(State::Failed).failure->code, FailureCode::Cancelled);
    EXPECT_THAT(world.backEnd.calls(), ::testing::ElementsAre("authorise"));
}

TEST_F(RestartTest, AfterCardRead) {
    dieIn([](FakeWorld&) {
        kernelCourse() = [](const auto&, emv::Surroundings& around) -> emv::Outcome {
            around.cardholder.progress(emv::Step::CardRead);
            ::_exit(kDied);
        };
    });
    liveAgain(State::Failed);
}

TEST_F(RestartTest, AfterSentAndTheHostNeverSawIt) {
    dieIn([](FakeWorld& mortal) {
        mortal.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
            ::_exit(kDied);
        };
    });
    liveAgain(State::Undone);
    EXPECT_THAT(world.backEnd.calls(), ::testing::ElementsAre("status", "undo 0", "authorise"));
}

TEST_F(RestartTest, AfterSentAndTheHostApproved) {
    dieIn([](FakeWorld& mortal) {
        mortal.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
            ::_exit(kDied);
        };
    });
    world.backEnd.remember(kId, PaymentState::Approved);
    liveAgain(State::Undone);
    EXPECT_EQ(world.backEnd.stateOf(kId), PaymentState::Undone);
}

TEST_F(RestartTest, AfterSentAndTheHostDeclined) {
    dieIn([](FakeWorld& mortal) {
        mortal.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
            ::_exit(kDied);
        };
    });
    world.backEnd.remember(kId, PaymentState::Declined);
    liveAgain(State::Declined);
    EXPECT_THAT(world.backEnd.calls(), Contains("undo 0").Times(0));
}

TEST_F(RestartTest, AfterHostApprovedBeforeTheCardWasDone) {
    dieIn([](FakeWorld&) {
        kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
            goodCard(transaction, around);
            ::_exit(kDied);
            return emv::Outcome{};
        };
    });
    world.backEnd.remember(kId, PaymentState::Approved);
    // Neither card nor bank has refused anything.
    EXPECT_EQ(liveAgain(State::Undone).failure->code, FailureCode::Cancelled);
    EXPECT_THAT(world.backEnd.calls(), ::testing::ElementsAre("undo 3", "authorise"));
}

TEST_F(RestartTest, AfterApprovedItStaysApproved) {
    dieIn([](FakeWorld&) {});  // dies as soon as the result is shown
    world.backEnd.remember(kId, PaymentState::Approved);
    EXPECT_EQ(liveAgain(State::Approved).authCode, "203817");
    EXPECT_THAT(world.backEnd.calls(), ::testing::ElementsAre("authorise"));
}

TEST_F(RestartTest, ACompletionInTheJournalIsAnApproval) {
    {
        JournalEntry entry{"card_approval", {}};
        entry.record.shown.id = kId;
        entry.record.shown.amount = yuan(1234);
        entry.record.shown.state = State::CardCompleted;
        auto journal = Journal::open(directory.path());
        ASSERT_TRUE(journal->append({&entry, 1}));
    }
    liveAgain(State::Approved);
}

TEST_F(RestartTest, DuringTheUndo) {
    dieIn([](FakeWorld& mortal) {
        mortal.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
            return fail(FailureCode::HostTimeout);
        };
        mortal.backEnd.undoing = [](const std::string&) -> std::optional<FakeBackEnd::Answer> {
            ::_exit(kDied);
        };
    });
    liveAgain(State::Undone);
    EXPECT_THAT(world.backEnd.calls(), ::testing::ElementsAre("undo 0", "authorise"));
}

TEST_F(RestartTest, ProgramStoppedInOrderWhileTheHostIsAsked) {
    config.undoPauses = {std::chrono::hours(1)};
    world.backEnd.setReachable(false);
    std::string id;
    {
        world.backEnd.authorising = [](const auto&,
                                       const Deadline& deadline) -> FakeBackEnd::Answer {
            std::mutex mutex;
            std::condition_variable_any never;
            std::unique_lock lock(mutex);
            never.wait_until(lock, deadline.stop, deadline.at, [] { return false; });
            return fail(FailureCode::HostTimeout);
        };
        RunningTerminal terminal(world, config);
        world.readers.insert();
        id = terminal->startSale(yuan(1), "", std::nullopt).value();
        terminal.waitForState(id, State::Sent);
    }
    world.backEnd.setReachable(true);
    RunningTerminal terminal(world, config);
    if (terminal->transaction(id)->state != State::Undone) terminal.waitForState(id, State::Undone);
}

TEST_F(RestartTest, ProgramStoppedInOrderBeforeAnythingWasSent) {
    std::string id;
    {
        RunningTerminal terminal(world, config);
        id = terminal->startSale(yuan(1), "", std::nullopt).value();
        terminal.waitForStage(id, Stage::PresentCard);
    }
    RunningTerminal terminal(world, config);
    EXPECT_EQ(terminal->transaction(id)->state, State::Failed);
}

}  // namespace
}  // namespace tappay::terminal::testing
