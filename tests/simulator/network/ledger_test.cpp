#include "simulator/network/ledger.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace tappay::simulator::network {

namespace {

Entry entry(const std::string& stan, std::int64_t minor, EntryState state) {
    Entry made;
    made.key = {"10000001", "898310054110001", "000001", stan};
    made.account = "A1";
    made.maskedPan = "622848*********8901";
    made.amount = {minor, currencyByAlpha("CNY").value()};
    made.state = state;
    made.atc = static_cast<std::uint16_t>(std::stoi(stan));
    return made;
}

class LedgerTest : public testing::Test {
protected:
    Ledger open(Ledger::Access access = Ledger::Access::Append) {
        auto ledger = Ledger::open(path, access);
        EXPECT_TRUE(ledger) << ledger.error().detail;
        return std::move(*ledger);
    }

    QTemporaryDir directory;
    QString path = directory.filePath("ledger.db");
};

}  // namespace

TEST_F(LedgerTest, RemembersAcrossRestarts) {
    {
        Ledger ledger = open();
        ASSERT_TRUE(ledger.record(entry("000001", 100, EntryState::Approved)));
        ASSERT_TRUE(ledger.record(entry("000002", 250, EntryState::Approved)));
        ASSERT_TRUE(ledger.record(entry("000001", 100, EntryState::Reversed)));
    }
    const Ledger ledger = open(Ledger::Access::Read);
    EXPECT_EQ(ledger.entries().size(), 2U);
    EXPECT_EQ(ledger.spent("A1"), 250);
    EXPECT_EQ(ledger.lastAtc("A1"), 2);
    EXPECT_EQ(ledger.find({"10000001", "898310054110001", "000001", "000001"})->state,
              EntryState::Reversed);
    EXPECT_EQ(ledger.spent("nobody"), 0);
}

TEST_F(LedgerTest, TakesAnUnfinishedLineAsNeverWritten) {
    ASSERT_TRUE(open().record(entry("000001", 100, EntryState::Approved)));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write(R"({"terminalId":"1000)");
    file.close();
    ASSERT_TRUE(open().record(entry("000002", 5, EntryState::Approved)));
    EXPECT_EQ(open().spent("A1"), 105);
}

TEST_F(LedgerTest, NamesADamagedLine) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("nonsense\n");
    file.close();
    const auto ledger = Ledger::open(path, Ledger::Access::Read);
    ASSERT_FALSE(ledger);
    EXPECT_EQ(ledger.error().code, FailureCode::JournalUnavailable);
    EXPECT_EQ(ledger.error().detail, "ledger line 1");
}

TEST_F(LedgerTest, IsForItsOwnerOnly) {
    ASSERT_TRUE(open().record(entry("000001", 100, EntryState::Approved)));
    EXPECT_EQ(QFile::permissions(path) &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
              QFile::Permissions{});
}

}  // namespace tappay::simulator::network
