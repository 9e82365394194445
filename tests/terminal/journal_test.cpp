#include "terminal/journal.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/signed_orders.h"
#include "terminal/checkout.h"
#include "terminal/fake_kernel.h"
#include "terminal/instance_lock.h"
#include "terminal/running_terminal.h"

namespace tappay::terminal::testing {
namespace {

class JournalTest : public ::testing::Test {
protected:
    JournalTest() {
        auto journal = Journal::open(directory.path());
        for (int payment = 1; payment <= 3; ++payment)
            for (const State state : {State::Intended, State::CardRead, State::Failed}) {
                const JournalEntry entry{"test", record(payment, state)};
                EXPECT_TRUE(journal->append({&entry, 1}));
            }
    }

    static Record record(int payment, State state) {
        Record record;
        record.shown.id = "payment-" + std::to_string(payment);
        record.shown.state = state;
        record.shown.amount = yuan(1200 + payment);
        record.shown.note = "台 " + std::to_string(payment);
        record.shown.created = std::chrono::system_clock::time_point(
            std::chrono::milliseconds(1'790'000'000'123 + payment));
        record.shown.failure = Failure{FailureCode::CardTimeout, "waited"};
        record.sequence = static_cast<std::uint32_t>(payment);
        record.undoReason = protocol::UndoReason::TerminalRestart;
        return record;
    }
    void tamper(const std::string& sql) const {
        auto database = store::Database::open(directory.path() / "journal.db");
        const auto done = database->execute(sql);
        ASSERT_TRUE(done) << done.error().detail;
    }
    std::optional<ChainBreak> check() const {
        return Journal::open(directory.path())->verify().value();
    }
    std::int64_t badRow() const {
        const auto found = check();
        return found ? found->row : 0;
    }

    TemporaryDirectory directory;
};

// What a person has agreed to is in the chain with the rest, and its payments are found by it.
TEST_F(JournalTest, KeepsTheSignedOrder) {
    const auto order = test::SignedOrders::order();
    const std::string compact = test::SignedOrders().sign(order);
    {
        auto journal = Journal::open(directory.path());
        JournalEntry entry{"intended", record(4, State::Intended)};
        entry.record.signedOrder = compact;
        entry.record.shown.order = factsOf(order, "https://tea.example");
        ASSERT_TRUE(journal->append({&entry, 1}));
        const auto found = journal->find("payment-4");
        ASSERT_TRUE(found && *found) << found.error().detail;
        EXPECT_EQ((*found)->signedOrder, compact);
        EXPECT_EQ((*found)->shown.order->reference, order.reference);
        EXPECT_EQ((*found)->shown.order->origin, "https://tea.example");
        EXPECT_EQ(journal->ofOrder(order.id)->size(), 1U);
        EXPECT_TRUE(journal->ofOrder("")->empty());
        EXPECT_TRUE(journal->ofOrder("another")->empty());
    }
    EXPECT_EQ(badRow(), 0);
    for (const char* column : {"signed_order", "order_id", "order_origin"}) {
        const std::string name(column);
        tamper("UPDATE entries SET " + name + " = " + name + " || 'x' WHERE id = 'payment-4'");
        EXPECT_EQ(badRow(), 10) << name;
        tamper("UPDATE entries SET " + name + " = substr(" + name + ", 1, length(" + name +
               ") - 1) WHERE id = 'payment-4'");
        EXPECT_EQ(badRow(), 0) << name;
    }
}

TEST_F(JournalTest, GivesBackWhatWasWritten) {
    auto journal = Journal::open(directory.path());
    const auto found = journal->find("payment-2");
    ASSERT_TRUE(found && *found);
    const Record expected = record(2, State::Failed);
    for (const auto& column : columns())
        EXPECT_EQ(column.get(**found), column.get(expected)) << column.name;
    EXPECT_EQ((*found)->shown.failure->detail, "waited");
    EXPECT_EQ(*journal->find("payment-9"), std::nullopt) << "an unknown payment";
    EXPECT_EQ(journal->lastSequence(), 3u);
    EXPECT_TRUE(journal->notFinal()->empty());
    EXPECT_EQ(journal->latest(2)->front().shown.id, "payment-3");
    EXPECT_EQ(journal->latest(2)->size(), 2u);
}

TEST_F(JournalTest, SeveralEntriesAreAllOrNothing) {
    auto journal = Journal::open(directory.path());
    tamper(
        "CREATE TRIGGER no BEFORE INSERT ON entries WHEN NEW.state = 'sent' "
        "BEGIN SELECT RAISE(ABORT, 'no'); END");
    const std::vector<JournalEntry> two{{"a", record(4, State::Intended)},
                                        {"b", record(4, State::Sent)}};
    EXPECT_EQ(journal->append(two).error().code, FailureCode::JournalUnavailable);
    EXPECT_EQ(*journal->find("payment-4"), std::nullopt);
    EXPECT_TRUE(journal->append({two.data(), 1}));
    EXPECT_EQ(badRow(), 0);
}

TEST_F(JournalTest, WholeChainIsAccepted) {
    EXPECT_EQ(badRow(), 0);
}

TEST_F(JournalTest, EveryColumnIsUnderTheHash) {
    for (const auto& column : columns()) {
        const std::string name(column.name);
        auto database = store::Database::open(directory.path() / "journal.db");
        auto row = database->prepare("SELECT " + name + " FROM entries WHERE number = 5");
        ASSERT_TRUE(row && row->step());
        const std::string before = row->text(0);
        row->reset();
        tamper("UPDATE entries SET " + name + " = " + name + " || '1' WHERE number = 5");
        EXPECT_EQ(badRow(), 5) << name;
        tamper("UPDATE entries SET " + name + " = '" + before + "' WHERE number = 5");
        EXPECT_EQ(badRow(), 0) << name;
    }
    tamper("UPDATE entries SET event = 'x' WHERE number = 6");
    EXPECT_EQ(badRow(), 6);
}

TEST_F(JournalTest, RemovedRowsAreNamed) {
    tamper("DELETE FROM entries WHERE number = 4");
    EXPECT_EQ(badRow(), 4);
}

TEST_F(JournalTest, ACutOffEndIsNamed) {
    tamper("DELETE FROM entries WHERE number = 9");
    EXPECT_EQ(badRow(), 9);
}

TEST_F(JournalTest, SwappedRowsAreNamed) {
    tamper(
        "UPDATE entries SET number = 100 WHERE number = 3;"
        "UPDATE entries SET number = 3 WHERE number = 4;"
        "UPDATE entries SET number = 4 WHERE number = 100;");
    EXPECT_EQ(badRow(), 3);
}

TEST_F(JournalTest, ANewHashOverAChangedRowBreaksTheNextOne) {
    tamper(
        "UPDATE entries SET hash = (SELECT hash FROM entries WHERE number = 4) "
        "WHERE number = 5");
    EXPECT_EQ(badRow(), 5);
}

TEST_F(JournalTest, ABrokenChainTakesNoPayments) {
    tamper("UPDATE entries SET amount = '1' WHERE number = 7");
    FakeWorld world;
    RunningTerminal terminal(world, testConfig(directory.path()));
    const auto refused = terminal->startSale(yuan(100), "", std::nullopt);
    EXPECT_EQ(refused.error().code, FailureCode::JournalUnavailable);
    EXPECT_EQ(refused.error().detail.substr(0, 6), "row 7:");
    EXPECT_EQ(terminal->status().trouble->code, FailureCode::JournalUnavailable);
    EXPECT_EQ(world.readers.connections, 0);
}

TEST_F(JournalTest, TheEndIsCheckedAlone) {
    tamper("UPDATE entries SET amount = '1' WHERE number = 4");
    auto journal = Journal::open(directory.path());
    EXPECT_EQ(journal->size(), 9);
    EXPECT_EQ(journal->verifyEnd(5).value(), std::nullopt);
    EXPECT_EQ(journal->verifyEnd(6).value()->row, 4);
    EXPECT_EQ(journal->verifyEnd(1000).value()->row, 4);
    tamper("DELETE FROM entries WHERE number = 8");
    EXPECT_EQ(journal->verifyEnd(5).value()->row, 8);
}

TEST_F(JournalTest, ACheckCanBeStopped) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(Journal::open(directory.path())->verify(stop.get_token()).error().code,
              FailureCode::Cancelled);
}

TEST_F(JournalTest, SequenceIsThatOfTheNewestPayment) {
    auto journal = Journal::open(directory.path());
    const auto add = [&](int payment, State state, std::uint32_t sequence) {
        JournalEntry entry{"test", record(payment, state)};
        entry.record.sequence = sequence;
        EXPECT_TRUE(journal->append({&entry, 1}));
    };
    add(4, State::Undoing, 99'999'999);
    EXPECT_EQ(journal->lastSequence(), 99'999'999u);
    add(5, State::Approved, 1);
    EXPECT_EQ(journal->lastSequence(), 1u) << "it begins anew after eight digits";
    EXPECT_EQ(journal->notFinal()->size(), 1u);
}

TEST_F(JournalTest, ALongJournalIsCheckedWhileItIsUsed) {
    std::vector<JournalEntry> many;
    for (int payment = 10; payment < 1110; ++payment)
        many.push_back({"test", record(payment, State::Failed)});
    ASSERT_TRUE(Journal::open(directory.path())->append(many));
    {
        FakeWorld world;
        RunningTerminal terminal(world, testConfig(directory.path()));
        EXPECT_TRUE(world.waitForLog("checked up to row 1109"));
        EXPECT_FALSE(terminal->status().trouble);
    }
    tamper("UPDATE entries SET amount = '1' WHERE number = 7");
    FakeWorld world;
    RunningTerminal terminal(world, testConfig(directory.path()));
    EXPECT_TRUE(world.waitForLog("row 7:"));
    EXPECT_TRUE(terminal->status().trouble);
    EXPECT_EQ(terminal->startSale(yuan(100), "", std::nullopt).error().detail.substr(0, 6),
              "row 7:");
}

TEST_F(JournalTest, SecondInstanceIsTurnedAway) {
    FakeWorld world;
    RunningTerminal terminal(world, testConfig(directory.path()));
    FakeWorld other;
    const auto second = startTerminal(testConfig(directory.path()), other.world());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, FailureCode::AlreadyRunning);
    terminal.stop();
    EXPECT_TRUE(startTerminal(testConfig(directory.path()), other.world()));
}

TEST(JournalFile, UnusableDirectoryOrFileIsSaid) {
    FakeWorld world;
    EXPECT_EQ(startTerminal(testConfig("/nonexistent/tappay"), world.world()).error().code,
              FailureCode::JournalUnavailable);
    TemporaryDirectory directory;
    std::ofstream(directory.path() / "journal.db") << std::string(4096, 'x');
    EXPECT_EQ(startTerminal(testConfig(directory.path()), world.world()).error().code,
              FailureCode::JournalUnavailable);
    EXPECT_EQ(startTerminal(testConfig(""), world.world()).error().code,
              FailureCode::NotConfigured);
}

// Fault 52, the journal's share: nothing of a sale with a PIN is in the files in clear.
TEST(JournalFile, HoldsNoCardNumberTrackOrPin) {
    TemporaryDirectory directory;
    FakeWorld world;
    kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
        const auto entry = around.cardholder.enterOnlinePin({transaction.amount, {}, false, false});
        EXPECT_TRUE(entry);
        (void)around.host.authorise(hostRequest(transaction, true));
        return outcomeOf(emv::Decision::ApprovedOnline);
    };
    RunningTerminal terminal(world, testConfig(directory.path()));
    world.readers.insert();
    const auto id = terminal->startSale(yuan(100), "", std::nullopt).value();
    terminal.waitForStage(id, Stage::EnterPin);
    for (const auto key : {PinKey::D9, PinKey::D7, PinKey::D5, PinKey::D3, PinKey::D1, PinKey::D8})
        ASSERT_TRUE(terminal->pinKey(id, key));
    ASSERT_TRUE(terminal->pinKey(id, PinKey::Enter));
    terminal.waitForState(id, State::Approved);
    terminal.stop();
    kernelCourse() = goodCard;
    std::string everything;
    for (const auto& file : std::filesystem::directory_iterator(directory.path())) {
        std::ostringstream contents;
        contents << std::ifstream(file.path()).rdbuf();
        everything += contents.str();
    }
    for (const auto& line : world.logLines)
        everything += line;
    EXPECT_NE(everything.find("622848*********8901"), std::string::npos);
    const std::string pan = "6228480012345678901";
    for (const std::string& secret :
         {pan, pan.substr(6, 9), std::string("975318"), pan + "D", toHex(asBytes(pan))})
        EXPECT_EQ(everything.find(secret), std::string::npos) << secret;
    const Bytes bcd = *fromHex("6228480012345678");
    EXPECT_EQ(everything.find(toText(bcd)), std::string::npos);
}

TEST_F(JournalTest, TracesAreBesideTheChain) {
    auto journal = Journal::open(directory.path());
    EXPECT_EQ(journal->trace("payment-1").value(), std::nullopt);
    ASSERT_TRUE(journal->keepTrace("payment-1", "run contact\n"));
    ASSERT_TRUE(journal->keepTrace("payment-1", "run contact\nend\n"));
    EXPECT_EQ(journal->trace("payment-1").value(), "run contact\nend\n");
    EXPECT_FALSE(check());
    tamper("DELETE FROM traces");
    EXPECT_FALSE(check());
}

TEST_F(JournalTest, OnlyTheNewestTracesAreKept) {
    auto journal = Journal::open(directory.path());
    for (int i = 0; i <= kMostTraces; ++i)
        ASSERT_TRUE(journal->keepTrace(std::to_string(i), "text"));
    EXPECT_EQ(journal->trace("0").value(), std::nullopt);
    EXPECT_TRUE(journal->trace("1").value());
    EXPECT_TRUE(journal->trace(std::to_string(kMostTraces)).value());
}

}  // namespace
}  // namespace tappay::terminal::testing
