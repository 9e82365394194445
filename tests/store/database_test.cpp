#include "store/database.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <thread>

namespace tappay::store {
namespace {

class DatabaseTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = std::filesystem::temp_directory_path() / "tappay-store-XXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        m_directory = pattern;
        m_file = m_directory / "journal.db";
    }
    void TearDown() override { std::filesystem::remove_all(m_directory); }

    Database open() {
        auto database = Database::open(m_file);
        EXPECT_TRUE(database) << database.error().detail;
        return std::move(*database);
    }
    static std::int64_t number(Database& database, std::string_view sql) {
        auto statement = database.prepare(sql);
        EXPECT_TRUE(statement) << statement.error().detail;
        EXPECT_TRUE(statement->step().value_or(false));
        return statement->integer(0);
    }

    std::filesystem::path m_directory, m_file;
};

TEST_F(DatabaseTest, IsDurableAndPrivate) {
    auto database = open();
    EXPECT_EQ(number(database, "PRAGMA synchronous"), 2);
    EXPECT_EQ(number(database, "PRAGMA foreign_keys"), 1);
    EXPECT_EQ(number(database, "PRAGMA secure_delete"), 1);
    EXPECT_EQ(number(database, "PRAGMA busy_timeout"), kBusyTimeoutMilliseconds);
    ASSERT_TRUE(database.execute("CREATE TABLE t (x)"));
    for (const auto* name : {"journal.db", "journal.db-wal"})
        EXPECT_EQ(std::filesystem::status(m_directory / name).permissions(),
                  std::filesystem::perms(0600))
            << name;
}

TEST_F(DatabaseTest, BindsAndReadsEveryKind) {
    auto database = open();
    ASSERT_TRUE(database.execute("CREATE TABLE t (i INTEGER, s TEXT, b BLOB, n TEXT)"));
    auto insert = database.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)");
    ASSERT_TRUE(insert);
    const Bytes octets = {0x00, 0xFF, 0x00};
    ASSERT_TRUE(insert->bind(1, -5).bind(2, "a\xC3\xA9").bind(3, octets).bindNull(4).run());
    EXPECT_EQ(database.changes(), 1);
    EXPECT_EQ(database.lastInsertId(), 1);
    ASSERT_TRUE(insert->bind(1, 0).bind(2, std::string_view{}).bind(3, ByteView{}).run());

    auto select = database.prepare("SELECT i, s, b, n FROM t ORDER BY rowid");
    ASSERT_TRUE(select);
    ASSERT_TRUE(select->step().value_or(false));
    EXPECT_EQ(select->integer(0), -5);
    EXPECT_EQ(select->text(1), "a\xC3\xA9");
    EXPECT_EQ(select->blob(2), octets);
    EXPECT_TRUE(select->isNull(3));
    EXPECT_EQ(select->text(3), "");
    ASSERT_TRUE(select->step().value_or(false));
    EXPECT_FALSE(select->isNull(1));
    EXPECT_FALSE(select->isNull(2));
    EXPECT_TRUE(select->isNull(3)) << "values bound earlier must be forgotten";
    EXPECT_FALSE(select->step().value_or(true));
}

TEST_F(DatabaseTest, WrongParameterIsReported) {
    auto database = open();
    auto select = database.prepare("SELECT ?1");
    ASSERT_TRUE(select);
    EXPECT_EQ(select->bind(2, 1).step().error().code, FailureCode::Internal);
    EXPECT_EQ(database.prepare("SELEC").error().code, FailureCode::Internal);
    EXPECT_EQ(database.prepare("").error().code, FailureCode::Internal);
}

TEST_F(DatabaseTest, TransactionIsAllOrNothing) {
    auto database = open();
    ASSERT_TRUE(database.execute("CREATE TABLE t (x)"));
    {
        auto transaction = Transaction::begin(database);
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(database.execute("INSERT INTO t VALUES (1)"));
    }
    EXPECT_EQ(number(database, "SELECT count(*) FROM t"), 0);
    {
        auto transaction = Transaction::begin(database);
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(database.execute("INSERT INTO t VALUES (1)"));
        ASSERT_TRUE(transaction->commit());
    }
    auto again = open();
    EXPECT_EQ(number(again, "SELECT count(*) FROM t"), 1);
}

TEST_F(DatabaseTest, MigratesStepByStepAndRefusesTheFuture) {
    const std::array<std::string_view, 2> steps = {"CREATE TABLE t (x); INSERT INTO t VALUES (1);",
                                                   "ALTER TABLE t ADD COLUMN y DEFAULT 7;"};
    {
        auto database = open();
        ASSERT_TRUE(database.migrate(std::span(steps).first(1)));
        EXPECT_EQ(number(database, "PRAGMA user_version"), 1);
    }
    auto database = open();
    ASSERT_TRUE(database.migrate(steps));
    ASSERT_TRUE(database.migrate(steps));
    EXPECT_EQ(number(database, "SELECT x + y FROM t"), 8);
    EXPECT_EQ(database.migrate(std::span(steps).first(1)).error().code,
              FailureCode::JournalUnavailable);
}

TEST_F(DatabaseTest, FailedMigrationChangesNothing) {
    const std::array<std::string_view, 2> steps = {"CREATE TABLE t (x);", "NONSENSE;"};
    auto database = open();
    EXPECT_FALSE(database.migrate(steps));
    EXPECT_EQ(number(database, "PRAGMA user_version"), 0);
    EXPECT_EQ(number(database, "SELECT count(*) FROM sqlite_schema"), 0);
}

TEST_F(DatabaseTest, FullStorageIsNamedAndNothingIsHalfWritten) {
    auto database = open();
    ASSERT_TRUE(database.execute("CREATE TABLE t (x); INSERT INTO t VALUES ('kept');"));
    ASSERT_TRUE(database.execute("PRAGMA max_page_count = 4"));
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(transaction);
    auto written = database.execute("INSERT INTO t VALUES (zeroblob(100000))");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, FailureCode::StorageFull);
    EXPECT_FALSE(transaction->commit() && number(database, "SELECT count(*) FROM t") != 1);
    EXPECT_EQ(number(database, "SELECT count(*) FROM t"), 1);
}

TEST_F(DatabaseTest, UnusableFilesAreJournalUnavailable) {
    EXPECT_EQ(Database::open(m_directory / "missing" / "a.db").error().code,
              FailureCode::JournalUnavailable);
    EXPECT_EQ(Database::open(m_directory).error().code, FailureCode::JournalUnavailable);
    std::ofstream(m_file) << "this is not a database, only a text that is long enough to look at";
    EXPECT_EQ(Database::open(m_file).error().code, FailureCode::JournalUnavailable);
}

TEST_F(DatabaseTest, ReadOnlyFileIsJournalUnavailable) {
    if (geteuid() == 0) GTEST_SKIP() << "file modes do not bind root";
    {
        auto database = open();
    }
    std::filesystem::permissions(m_file, std::filesystem::perms(0400));
    EXPECT_EQ(Database::open(m_file).error().code, FailureCode::JournalUnavailable);
}

TEST_F(DatabaseTest, SecondWriterWaitsForTheFirst) {
    auto first = open();
    ASSERT_TRUE(first.execute("CREATE TABLE t (x)"));
    auto second = open();
    auto held = Transaction::begin(first);
    ASSERT_TRUE(held);
    Result<void> written;
    std::thread other([&] { written = second.execute("INSERT INTO t VALUES (2)"); });
    ASSERT_TRUE(first.execute("INSERT INTO t VALUES (1)"));
    ASSERT_TRUE(held->commit());
    other.join();
    EXPECT_TRUE(written);
    EXPECT_EQ(number(second, "SELECT count(*) FROM t"), 2);
}

}  // namespace
}  // namespace tappay::store
