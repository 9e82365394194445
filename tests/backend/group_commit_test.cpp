#include "backend/group_commit.h"

#include <gtest/gtest.h>

#include <future>

#include "backend/support/questions.h"

namespace tappay::test {
namespace {

using backend::GroupCommit;
using backend::Payment;
using backend::Records;

class GroupCommitTest : public ::testing::Test {
protected:
    Records open() { return std::move(*Records::open(m_installation.file("backend.db"))); }

    static Payment payment() {
        Payment made;
        made.terminalId = Installation::kTerminalId;
        made.key = Questions::newKey();
        made.digest = Bytes(32, 0x01);
        made.keptCard = Bytes(200, 0x02);
        return made;
    }
    static GroupCommit::Work inserting(Payment made) {
        return [made = std::move(made)](Records& records) mutable { return records.insert(made); };
    }

    Installation m_installation{1};
    Log m_log{"test", LogLevel::Error, [](LogLevel, std::string_view) {}};
};

TEST_F(GroupCommitTest, RecordComesBackWhole) {
    auto records = open();
    auto made = payment();
    made.state = protocol::PaymentState::Approved;
    made.undoWanted = protocol::UndoReason::Merchant;
    made.amount = parseMoney("12.34", currencyByAlpha("CNY").value()).value();
    made.answer = "a.b.c";
    ASSERT_TRUE(records.insert(made));
    auto found = records.find(made.terminalId, made.key);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->id, made.id);
    EXPECT_EQ((*found)->key, made.key);
    EXPECT_EQ((*found)->state, made.state);
    EXPECT_EQ((*found)->undoWanted, made.undoWanted);
    EXPECT_EQ((*found)->amount, made.amount);
    EXPECT_EQ((*found)->keptCard, made.keptCard);
    EXPECT_EQ((*found)->answer, made.answer);
    EXPECT_FALSE(records.find("10000002", made.key)->has_value()) << "a key is its terminal's own";
    EXPECT_FALSE(records.insert(made)) << "unique by terminal and key";
}

TEST_F(GroupCommitTest, TraceNumberStartsANewBatchAfterTheLast) {
    auto records = open();
    auto first = payment(), last = payment(), next = payment();
    ASSERT_TRUE(records.insert(first));
    ASSERT_TRUE(records.database().execute("UPDATE trace_numbers SET stan = 999998"));
    ASSERT_TRUE(records.insert(last) && records.insert(next));
    EXPECT_EQ(last.stan, 999'999U);
    EXPECT_EQ(last.batch, 1U);
    EXPECT_EQ(next.stan, 1U);
    EXPECT_EQ(next.batch, 2U);
}

TEST_F(GroupCommitTest, OneJobThatFailsDoesNotSpoilItsBatch) {
    GroupCommit commit(open(), m_log);
    // Holds the writer until all three wait in the queue, so that they share a batch.
    std::promise<void> queued;
    commit.submit(
        [&, released = queued.get_future().share()](Records&) -> Result<void> {
            released.wait();
            return {};
        },
        [](Result<void>) {});
    const auto good = payment(), other = payment();
    std::promise<Result<void>> one, two, three;
    commit.submit(inserting(good), [&](Result<void> result) { one.set_value(result); });
    commit.submit([](Records&) -> Result<void> { return fail(FailureCode::KeyReused); },
                  [&](Result<void> result) { two.set_value(result); });
    commit.submit(inserting(other), [&](Result<void> result) { three.set_value(result); });
    queued.set_value();
    EXPECT_TRUE(one.get_future().get());
    EXPECT_EQ(two.get_future().get().error().code, FailureCode::KeyReused);
    EXPECT_TRUE(three.get_future().get());
    commit.stop();
    auto records = open();
    for (const auto& made : {good, other})
        EXPECT_TRUE(records.find(made.terminalId, made.key)->has_value());
    EXPECT_EQ(commit.run(inserting(payment())).error().code, FailureCode::JournalUnavailable);
}

TEST_F(GroupCommitTest, FullDiskIsSaidAndEveryAcknowledgedRowIsThere) {
    auto limited = open();
    ASSERT_TRUE(limited.database().execute("PRAGMA max_page_count = 20"));
    GroupCommit commit(std::move(limited), m_log);
    std::vector<Payment> acknowledged;
    Result<void> result;
    for (int i = 0; i < 1000 && result; ++i) {
        const auto made = payment();
        result = commit.run(inserting(made));
        if (result) acknowledged.push_back(made);
    }
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, FailureCode::StorageFull);
    EXPECT_FALSE(acknowledged.empty());
    commit.stop();
    auto records = open();
    EXPECT_EQ(records.pending()->size(), acknowledged.size());
}

TEST_F(GroupCommitTest, UnusableDatabaseStopsTheStart) {
    auto config = m_installation.config();
    config.database = m_installation.file("missing") / "backend.db";
    const SystemClock clock;
    auto started = backend::Backend::start(std::move(config), clock, m_log);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, FailureCode::JournalUnavailable);
}

}  // namespace
}  // namespace tappay::test
