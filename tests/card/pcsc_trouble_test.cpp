// What goes wrong at a counter: cards torn out, exchanged and silent, readers and services gone.

#include <winscard.h>

#include <fstream>
#include <future>

#include "card_desk.h"

namespace tappay::test {
namespace {

const auto kGetAtc = apdu::getData(0x9F36);

TEST_F(CardDesk, TearAtEachCommandIsARemovedCard) {
    for (int at = 1; at <= 4; ++at) {
        ASSERT_TRUE(m_box->addFault("tear@" + std::to_string(at)));
        const auto card = connectTo("debit");
        ASSERT_TRUE(card);
        for (int i = 1; i < at; ++i)
            EXPECT_TRUE(card->transmit(apdu::select(*fromHex("A000000333010101"))));
        EXPECT_EQ(card->transmit(kGetAtc).error().code, FailureCode::CardRemoved) << at;
        EXPECT_EQ(card->transmit(kGetAtc).error().code, FailureCode::CardRemoved) << at;
        EXPECT_TRUE(m_readers->waitForRemoval(m_place, Deadline::in(5s)));
    }
}

TEST_F(CardDesk, DamagedAnswerIsNoAnswer) {
    ASSERT_TRUE(m_box->addFault("truncate@2:1"));
    ASSERT_TRUE(m_box->addFault("sw@3:6985"));
    const auto card = connectTo("debit");
    ASSERT_TRUE(card);
    const auto select = apdu::select(*fromHex("A000000333010101"));
    EXPECT_TRUE(card->transmit(select));
    EXPECT_EQ(card->transmit(select).error().code, FailureCode::CardUnresponsive);
    EXPECT_EQ(card->transmit(select)->sw, 0x6985);
    EXPECT_EQ(card->transmit(select)->sw, 0x9000);
}

TEST_F(CardDesk, AnswerThatNeverEndsIsRefused) {
    for (int at = 1; at <= 300; ++at)
        ASSERT_TRUE(m_box->addFault("sw@" + std::to_string(at) + ":6110"));
    const auto card = connectTo("credit");
    ASSERT_TRUE(card);
    EXPECT_EQ(card->transmit(kGetAtc).error().code, FailureCode::CardDataMalformed);
}

TEST_F(CardDesk, QuickSwapMakesThePlaceStale) {
    insert("debit");
    const auto place = waitForCard();
    ASSERT_TRUE(place);
    insert("credit");
    ASSERT_TRUE(m_readers->waitForRemoval(*place, Deadline::in(5s)));
    ASSERT_TRUE(waitUntil([](const auto& now) { return now.readers[0].cardPresent; }));
    EXPECT_EQ(m_readers->connect(*place).error().code, FailureCode::CardChanged);
    const auto other = waitForCard();
    ASSERT_TRUE(other);
    EXPECT_NE(other->events, place->events);
    EXPECT_TRUE(m_readers->connect(*other));
}

TEST_F(CardDesk, SwapUnderAConnectionIsNeverMistaken) {
    ASSERT_TRUE(m_box->addFault("swap@2:credit"));
    const auto card = connectTo("debit");
    ASSERT_TRUE(card);
    EXPECT_TRUE(card->transmit(apdu::select(*fromHex("A000000333010101"))));
    EXPECT_FALSE(card->transmit(kGetAtc));
    ASSERT_TRUE(waitUntil([this](const auto& now) {
        return now.readers[0].cardPresent && now.readers[0].events != m_place.events;
    }));
    const auto later = card->transmit(kGetAtc);
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().code, FailureCode::CardChanged);
}

TEST_F(CardDesk, MuteCardIsPresentButNoCandidate) {
    const auto file = s_pcscd->directory() + "/mute.json";
    std::ofstream(file) << R"({"name":"mute","atr":"","applications":[{"aid":"A000000333010101",)"
                        << R"("keyAc":"00112233445566778899AABBCCDDEEFF"}]})";
    insert(file);
    EXPECT_TRUE(waitUntil(
        [](const auto& now) { return now.readers[0].cardPresent && now.readers[0].cardMute; }));
    EXPECT_EQ(m_readers->waitForCard({}, Deadline::in(10ms)).error().code,
              FailureCode::CardTimeout);
}

TEST_F(CardDesk, ServiceStopsAndComesBack) {
    const auto card = connectTo("debit");
    ASSERT_TRUE(card);
    s_pcscd->stop();
    ASSERT_TRUE(waitUntil([](const auto& now) { return !now.serviceRunning; }));
    EXPECT_EQ(card->transmit(kGetAtc).error().code, FailureCode::ReaderServiceDown);
    EXPECT_EQ(m_readers->waitForCard({}, Deadline::in(10ms)).error().code,
              FailureCode::ReaderServiceDown);
    EXPECT_EQ(m_box->insert("debit").error().code, FailureCode::ReaderMissing);
    ASSERT_EQ(s_pcscd->start(), "");
    insert("debit");
    const auto place = waitForCard();
    ASSERT_TRUE(place);
    EXPECT_TRUE(m_readers->connect(*place));
}

TEST_F(CardDesk, SecondReaderIsSeenComingAndGoing) {
    plugInSecondReader();
    simulator::CardBox other(s_pcscd->directory() + "/sim/cards", secondReader(), m_random, m_log);
    ASSERT_TRUE(other.insert("credit"));
    const auto place = waitForCard();
    ASSERT_TRUE(place);
    EXPECT_TRUE(place->reader.starts_with("Second Reader"));
    {
        const auto card = m_readers->connect(*place);
        ASSERT_TRUE(card);
        insert("debit");
        EXPECT_TRUE(waitUntil([](const auto& now) {
            return now.readers[0].cardPresent && now.readers[1].cardPresent;
        }));
        EXPECT_TRUE((*card)->transmit(apdu::select(*fromHex("A000000333010102"))));
    }
    unplugSecondReader();
    EXPECT_TRUE(m_readers->waitForRemoval(*place, Deadline::in(5s)));
    EXPECT_EQ(m_readers->connect(*place).error().code, FailureCode::ReaderMissing);
}

TEST_F(CardDesk, TransactionHeldElsewhereDoesNotHangUs) {
    insert("debit");
    const auto place = waitForCard();
    ASSERT_TRUE(place);
    const auto first = m_readers->connect(*place);
    ASSERT_TRUE(first);
    EXPECT_EQ(m_readers->connect(*place).error().code, FailureCode::ReaderBusy);
}

// As after our own predecessor was killed in the middle of a payment.
TEST_F(CardDesk, CardResetByTheOneBeforeUsIsStillOurs) {
    insert("debit");
    const auto place = waitForCard();
    ASSERT_TRUE(place);
    for (int round = 0; round < 10; ++round) {
        SCARDCONTEXT context = 0;
        SCARDHANDLE handle = 0;
        DWORD protocol = 0;
        ASSERT_EQ(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context), 0);
        ASSERT_EQ(SCardConnect(context, place->reader.c_str(), SCARD_SHARE_SHARED,
                               SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &protocol),
                  0);
        // The service may still be powering the card down from the round before.
        long begun = SCardBeginTransaction(handle);
        if (begun == SCARD_W_RESET_CARD &&
            SCardReconnect(handle, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                           SCARD_LEAVE_CARD, &protocol) == 0)
            begun = SCardBeginTransaction(handle);
        ASSERT_EQ(begun, 0);
        auto connected = std::async(std::launch::async, [&] { return m_readers->connect(*place); });
        (void)connected.wait_for(std::chrono::milliseconds(20 * round));
        SCardDisconnect(handle, SCARD_RESET_CARD);
        SCardReleaseContext(context);
        const auto card = connected.get();
        ASSERT_TRUE(card) << round << ": " << card.error().detail;
        const auto answer = (*card)->transmit(apdu::select(*fromHex("A000000333010101")));
        EXPECT_TRUE(answer) << round << ": " << answer.error().detail;
    }
}

}  // namespace
}  // namespace tappay::test
