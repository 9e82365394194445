#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "terminal/fake_kernel.h"
#include "terminal/running_terminal.h"

// The journal stops working at one point of a sale: no money without a record, and no record that
// says more than is true.
namespace tappay::terminal::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;

class StorageFaultTest : public ::testing::Test {
protected:
    ~StorageFaultTest() override { kernelCourse() = goodCard; }

    void execute(const std::string& sql) {
        auto database = store::Database::open(directory.path() / "journal.db");
        const auto done = database->execute(sql);
        EXPECT_TRUE(done) << done.error().detail;
    }
    // Rows with this event can't be written until repair().
    void breakAt(const std::string& event) {
        execute("CREATE TRIGGER broken BEFORE INSERT ON entries WHEN NEW.event = '" + event +
                "' BEGIN SELECT RAISE(ABORT, 'no space'); END");
    }
    void repair() { execute("DROP TRIGGER broken"); }
    std::string start(RunningTerminal& terminal) {
        return terminal->startSale(yuan(1234), "", std::nullopt).value_or("");
    }
    static void neverApproved(RunningTerminal& terminal, const std::string& id) {
        for (const auto& snapshot : terminal.seen(id))
            EXPECT_NE(snapshot.state, State::Approved);
    }

    TemporaryDirectory directory;
    FakeWorld world;
    Config config = testConfig(directory.path());
};

TEST_F(StorageFaultTest, NoSaleWithoutARecordOfTheIntent) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    breakAt("intended");
    EXPECT_EQ(terminal->startSale(yuan(1), "", std::nullopt).error().code,
              FailureCode::JournalUnavailable);
    EXPECT_EQ(world.readers.connections, 0);
    terminal.waitForStatus([](const Status& status) { return status.trouble.has_value(); });
    EXPECT_TRUE(terminal->transactions(10)->empty());
    repair();
    terminal.waitForState(start(terminal), State::Approved);
    EXPECT_FALSE(terminal->status().trouble);
}

TEST_F(StorageFaultTest, NothingIsSentWithoutARecord) {
    for (const std::string event : {"card_data_read", "request_sent"}) {
        FakeWorld fresh;
        RunningTerminal terminal(fresh, config);
        fresh.readers.insert();
        breakAt(event);
        const auto id = start(terminal);
        EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code,
                  FailureCode::JournalUnavailable)
            << event;
        EXPECT_TRUE(fresh.backEnd.calls().empty());
        repair();
    }
}

TEST_F(StorageFaultTest, ApprovalThatCannotBeRecordedIsUndone) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    breakAt("host_approval");
    const auto id = start(terminal);
    terminal.waitForState(id, State::Undone);
    repair();
    neverApproved(terminal, id);
    EXPECT_EQ(historyOf(directory.path(), id).back(), "undo_confirmed");
    EXPECT_EQ(world.backEnd.stateOf(id), protocol::PaymentState::Undone);
}

TEST_F(StorageFaultTest, CompletionThatCannotBeRecordedIsUndone) {
    for (const std::string event : {"card_approval", "recorded"}) {
        RunningTerminal terminal(world, config);
        world.readers.insert();
        breakAt(event);
        const auto id = start(terminal);
        terminal.waitForState(id, State::Undone);
        neverApproved(terminal, id);
        repair();
    }
    EXPECT_THAT(world.backEnd.calls(), Contains("undo 2").Times(2));
}

TEST_F(StorageFaultTest, ConfirmedUndoIsShownOnlyWhenItIsRecorded) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::Approved);
    breakAt("undo_confirmed");
    ASSERT_TRUE(terminal->undo(id));
    terminal.waitFor(id, [](const auto& shown) { return shown.undoAttempts > 1; });
    EXPECT_EQ(terminal->transaction(id)->state, State::Undoing);
    repair();
    terminal.waitForState(id, State::Undone);
}

TEST_F(StorageFaultTest, OpenResultThatCannotBeRecordedIsPursuedAllTheSame) {
    world.backEnd.authorising = [](const auto&, const auto&) {
        return fail(FailureCode::HostTimeout);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    breakAt("host_no_answer");
    const auto id = start(terminal);
    terminal.waitForState(id, State::Undone);
    repair();
    EXPECT_THAT(historyOf(directory.path(), id),
                AllOf(IsSupersetOf({"request_sent", "undo_wanted", "undo_confirmed"}),
                      Not(Contains("host_no_answer"))));
}

// The file can't grow beyond a limit that lets one write more pass each time. Whatever the screen
// says at the end is what the bank's books and a new start of the program say.
TEST_F(StorageFaultTest, WritesThatFailAnywhereNeverDivideScreenAndBooks) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit normal{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &normal), 0);
    std::map<State, int> ends;
    for (rlim_t room = 0; room <= 64; room += 2) {
        TemporaryDirectory disk;
        const auto on = testConfig(disk.path());
        FakeWorld books;
        std::string id;
        TransactionSnapshot end;
        {
            RunningTerminal terminal(books, on);
            books.readers.insert();
            rlimit limit = normal;
            limit.rlim_cur =
                std::filesystem::file_size(disk.path() / "journal.db-wal") + room * 4096;
            ::setrlimit(RLIMIT_FSIZE, &limit);
            id = start(terminal);
            if (!id.empty())
                terminal.waitFor(id, [](const auto& shown) {
                    return isFinal(shown.state) || shown.state == State::Unknown ||
                           shown.state == State::Undoing;
                });
            ::setrlimit(RLIMIT_FSIZE, &normal);
            if (id.empty()) {
                EXPECT_EQ(books.readers.connections, 0);
                continue;
            }
            terminal->checkNow();
            end = terminal.waitFor(id, [](const auto& shown) { return isFinal(shown.state); });
            EXPECT_EQ(end.state == State::Approved,
                      books.backEnd.stateOf(id) == protocol::PaymentState::Approved)
                << room << " " << nameOf(end.state);
        }
        RunningTerminal again(books, on);
        EXPECT_EQ(again->transaction(id)->state, end.state) << room;
        ++ends[end.state];
    }
    for (const State state : {State::Failed, State::Undone, State::Approved})
        EXPECT_GT(ends[state], 0) << nameOf(state);
}

TEST_F(StorageFaultTest, FailedSaleIsWrittenWhenTheStorageIsBack) {
    RunningTerminal terminal(world, config);
    breakAt("person_cancelled");
    const auto id = start(terminal);
    ASSERT_TRUE(terminal->cancel(id));
    EXPECT_EQ(terminal->transaction(id)->state, State::Cancelled);
    repair();
    terminal->checkNow();
    terminal.waitForStatus([](const Status& status) { return !status.trouble; });
    while (historyOf(directory.path(), id).back() != "person_cancelled")
        std::this_thread::yield();
}

}  // namespace
}  // namespace tappay::terminal::testing
