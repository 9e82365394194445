#include <winscard.h>

#include <algorithm>
#include <fstream>

#include "card_desk.h"

namespace tappay::test {
namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// Voluntary context switches of every thread of this process but the calling one: each is a
// wake-up.
long wakeUps() {
    long total = 0;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        if (task.path().filename() == std::to_string(::gettid())) continue;
        std::ifstream file(task.path() / "status");
        for (std::string line; std::getline(file, line);)
            if (line.starts_with("voluntary_ctxt_switches:")) total += std::stol(line.substr(24));
    }
    return total;
}

TEST_F(CardDesk, SeesInsertionAndRemovalWithinMilliseconds) {
    std::vector<double> insertions, removals;
    for (int i = 0; i < 20; ++i) {
        const auto inserting = Clock::now();
        insert("debit");
        const auto place = waitForCard();
        ASSERT_TRUE(place);
        insertions.push_back(millisecondsSince(inserting));
        const auto removing = Clock::now();
        m_box->remove();
        ASSERT_TRUE(m_readers->waitForRemoval(*place, Deadline::in(5s)));
        removals.push_back(millisecondsSince(removing));
    }
    RecordProperty("insertion_ms", std::to_string(median(insertions)));
    std::printf("insertion to event: median %.2f ms, removal to event: median %.2f ms\n",
                median(insertions), median(removals));
    // The stock poll of the service is 400 ms; a loaded machine gets some room.
    EXPECT_LT(median(insertions), 50);
    EXPECT_LT(median(removals), 50);
}

TEST_F(CardDesk, TalksToACardOfEitherProtocol) {
    for (const std::string name : {"debit", "credit"}) {
        const auto card = connectTo(name);
        ASSERT_TRUE(card);
        EXPECT_EQ(toHex(card->atr()), name == "debit" ? "3BE8000081312045544150504159313130"
                                                      : "3B6800005441505041593030");
        const auto directory = card->transmit(apdu::select(asBytes("1PAY.SYS.DDF01")));
        ASSERT_TRUE(directory);
        EXPECT_EQ(directory->sw, 0x9000);
        EXPECT_EQ(directory->data[0], 0x6F);
        const auto record = card->transmit(apdu::readRecord(1, 1));
        ASSERT_TRUE(record);
        EXPECT_EQ(record->sw, 0x9000);
        EXPECT_EQ(record->data[0], 0x70);
        const auto missing = card->transmit(apdu::readRecord(1, 2));
        ASSERT_TRUE(missing);
        EXPECT_EQ(missing->sw, 0x6A83);
    }
}

TEST_F(CardDesk, ExchangesCommandsWithoutDelay) {
    const auto card = connectTo("debit");
    ASSERT_TRUE(card);
    ASSERT_TRUE(card->transmit(apdu::select(*fromHex("A000000333010101"))));
    std::vector<double> times;
    for (int i = 0; i < 500; ++i) {
        const auto start = Clock::now();
        ASSERT_TRUE(card->transmit(apdu::getData(0x9F36)));
        times.push_back(millisecondsSince(start));
    }
    std::printf("APDU round trip: median %.3f ms\n", median(times));
    EXPECT_LT(median(times), 5);
}

TEST_F(CardDesk, IsStillWhileNothingHappens) {
    insert("debit");
    ASSERT_TRUE(waitForCard());
    // The service's own events after an insertion are over when it has powered the card down.
    const auto settled = Clock::now() + 7s;
    long before = wakeUps();
    for (auto quietSince = Clock::now();
         Clock::now() - quietSince < 500ms && Clock::now() < settled;)
        if (const auto now = wakeUps(); now != before) {
            before = now;
            quietSince = Clock::now();
        }
    before = wakeUps();
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable never;
    never.wait_for(lock, 1s);
    EXPECT_EQ(wakeUps() - before, 0);
    std::printf("idle wake-ups in one second: %ld\n", wakeUps() - before);
}

TEST_F(CardDesk, LeavesTheCardToOthersWhileIdle) {
    insert("debit");
    ASSERT_TRUE(waitForCard());
    SCARDCONTEXT context = 0;
    SCARDHANDLE handle = 0;
    DWORD protocol = 0;
    ASSERT_EQ(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context), 0);
    EXPECT_EQ(SCardConnect(context, m_readers->snapshot().readers[0].name.c_str(),
                           SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1, &handle, &protocol),
              SCARD_S_SUCCESS);
    const auto place = waitForCard();
    ASSERT_TRUE(place);
    EXPECT_EQ(m_readers->connect(*place).error().code, FailureCode::ReaderBusy);
    SCardDisconnect(handle, SCARD_LEAVE_CARD);
    EXPECT_TRUE(m_readers->connect(*place));
    SCardReleaseContext(context);
}

TEST_F(CardDesk, WaitsAreBoundedAndCancelled) {
    EXPECT_EQ(m_readers->waitForCard({}, Deadline::in(10ms)).error().code,
              FailureCode::CardTimeout);
    std::stop_source source;
    std::jthread canceller([&] { source.request_stop(); });
    EXPECT_EQ(m_readers->waitForCard({}, Deadline::in(5s, source.get_token())).error().code,
              FailureCode::Cancelled);
    insert("debit");
    const auto place = waitForCard();
    ASSERT_TRUE(place);
    EXPECT_FALSE(m_readers->waitForRemoval(*place, Deadline::in(10ms)));
    const auto start = Clock::now();
    m_readers.reset();
    EXPECT_LT(millisecondsSince(start), 1000);
}

}  // namespace
}  // namespace tappay::test
