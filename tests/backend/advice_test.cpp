#include "backend/backend_test.h"
#include "store/database.h"

// Payments a card approved by itself: on record once, told to the network until it answers.
namespace tappay::test {
namespace {

using iso8583::Message;

const std::vector<Bytes> kSilence;

class AdviceTest : public BackendTest {
protected:
    // The answer once the network has decided.
    Result<protocol::PaymentAnswer> settled(const std::string& key) {
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        for (;;) {
            auto answer = advise(m_questions.advice(key));  // waits in the back end, not here
            const bool open = !answer || answer->state == PaymentState::Pending;
            if (!open || std::chrono::steady_clock::now() > patience) return answer;
        }
    }
    void restart() {
        m_backend.reset();
        start(m_installation.config());
    }
};

TEST_F(AdviceTest, ReachesTheNetworkAsAnOfflinePurchase) {
    const auto key = Questions::newKey();
    const auto answer = advise(m_questions.advice(key));
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, PaymentState::Approved);
    EXPECT_EQ(answer->stan, "000001");
    EXPECT_EQ(answer->authCode, "203817");
    EXPECT_EQ(answer->reference, "832615000001");
    EXPECT_EQ(answer->issuerName, "Test Bank");
    const auto told = m_network.received("0200");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].text(2), Questions::kPan);
    EXPECT_EQ(told[0].text(3), "000000");
    EXPECT_EQ(told[0].text(4), "000000001234");
    EXPECT_EQ(told[0].text(14), "3012");
    EXPECT_EQ(told[0].text(22), "072");
    EXPECT_EQ(told[0].text(23), "001");
    EXPECT_EQ(told[0].text(60), "3600000100060");
    EXPECT_EQ(toHex(told[0].binary(55)), "9F2608D86EA799901B3784");
    EXPECT_TRUE(told[0].has(64));
    for (const int field : {35, 36, 52, 53})
        EXPECT_FALSE(told[0].has(field)) << field;
}

TEST_F(AdviceTest, IsToldOnceHoweverOftenTheTerminalRepeatsIt) {
    const auto key = Questions::newKey();
    const auto first = advise(m_questions.advice(key));
    restart();
    const auto again = advise(m_questions.advice(key));  // sealed and signed afresh, sent later
    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->state, PaymentState::Approved);
    EXPECT_EQ(again->reference, first->reference);
    EXPECT_EQ(again->time, first->time);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(AdviceTest, OtherContentsUnderTheKeyAreRefused) {
    const auto key = Questions::newKey();
    ASSERT_TRUE(advise(m_questions.advice(key)));
    EXPECT_EQ(advise(m_questions.advice(key, "12.35")).error().code, FailureCode::KeyReused);
    EXPECT_EQ(authorise(key).error().code, FailureCode::KeyReused);
    const auto asked = Questions::newKey();
    ASSERT_TRUE(authorise(asked));
    EXPECT_EQ(advise(m_questions.advice(asked)).error().code, FailureCode::KeyReused);
    const auto undone = Questions::newKey();
    ASSERT_TRUE(undo(undone));
    EXPECT_EQ(advise(m_questions.advice(undone)).error().code, FailureCode::KeyReused);
}

TEST_F(AdviceTest, IsRepeatedUnderItsNumberUntilTheNetworkAnswers) {
    int turn = 0;
    m_network.setScript([&](const Message& request) {
        ++turn;
        auto right = NetworkPeer::replyTo(request, "00");
        if (turn == 1) return kSilence;
        if (turn == 2) right.set(4, "000000000001");
        auto frame = NetworkPeer::frame(right);
        if (turn == 3) frame.back() ^= 0x01;
        if (turn == 4) frame = NetworkPeer::frame(NetworkPeer::replyTo(request, "96"));
        return std::vector<Bytes>{frame};
    });
    const auto key = Questions::newKey();
    EXPECT_EQ(settled(key)->state, PaymentState::Approved);
    const auto told = m_network.received("0200");
    ASSERT_EQ(told.size(), 5U);
    for (const auto& message : told)
        EXPECT_EQ(message.text(11), told[0].text(11));
    EXPECT_TRUE(m_network.received("0400").empty()) << "nothing to reverse";
    EXPECT_EQ(status(key)->state, PaymentState::Approved);
}

TEST_F(AdviceTest, ADuplicateWasBookedBeforeUnlessItIsTheFirstWord) {
    int turn = 0;
    m_network.setScript([&](const Message& request) {
        if (++turn == 1) return kSilence;
        return std::vector<Bytes>{NetworkPeer::frame(NetworkPeer::replyTo(request, "94"))};
    });
    EXPECT_EQ(settled(Questions::newKey())->state, PaymentState::Approved);
    EXPECT_EQ(settled(Questions::newKey())->state, PaymentState::Declined);
}

TEST_F(AdviceTest, ARefusalIsFinal) {
    m_network.setScript(NetworkPeer::answering("59"));
    const auto key = Questions::newKey();
    const auto answer = settled(key);
    EXPECT_EQ(answer->state, PaymentState::Declined);
    EXPECT_EQ(answer->responseCode, "59");
    restart();
    EXPECT_EQ(settled(key)->state, PaymentState::Declined);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(AdviceTest, WhatWasTakenOverSurvivesARestart) {
    m_network.setScript([](const Message&) { return kSilence; });
    const auto key = Questions::newKey();
    const auto taken = advise(m_questions.advice(key));
    ASSERT_TRUE(taken) << taken.error().detail;
    EXPECT_EQ(taken->state, PaymentState::Pending);
    EXPECT_EQ(taken->stan, "000001");
    m_backend.reset();
    m_network.setScript(NetworkPeer::answering("00"));
    const auto before = m_network.received("0200").size();
    start(m_installation.config());
    ASSERT_TRUE(m_network.waitFor("0200", before + 1)) << "without being asked";
    EXPECT_EQ(settled(key)->state, PaymentState::Approved);
    EXPECT_TRUE(m_network.received("0400").empty());
}

TEST_F(AdviceTest, CannotBeUndone) {
    const auto key = Questions::newKey();
    ASSERT_TRUE(advise(m_questions.advice(key)));
    const auto refused = exchange("POST", "/v1/undo", m_questions.undo(key));
    EXPECT_EQ(refused->status, 409U);
    EXPECT_EQ(protocol::decodeError(refused->body).code, FailureCode::NotUndoable);
    EXPECT_EQ(status(key)->state, PaymentState::Approved);
    EXPECT_TRUE(m_network.received("0400").empty());
}

TEST_F(AdviceTest, NeitherTrackNorPinNorMissingChipDataIsTakenOver) {
    auto withTrack = m_questions.advice(Questions::newKey());
    withTrack.payment.card.track2 = SecretBytes(asBytes("6228480012345678901D30122010000000"));
    auto withPin = m_questions.advice(Questions::newKey());
    withPin.payment.entryMode = "071";
    withPin.payment.card.pinBlock = Bytes(8, 0x11);
    auto empty = m_questions.advice(Questions::newKey());
    empty.payment.card.icc.clear();
    for (const auto* spoiled : {&withTrack, &withPin, &empty})
        EXPECT_EQ(advise(*spoiled).error().code, FailureCode::InputMalformed);
    EXPECT_TRUE(m_network.received("0200").empty());
}

TEST_F(AdviceTest, AWrongClockHasItsOwnName) {
    auto request = m_questions.advice(Questions::newKey());
    request.time = "2020-01-01T00:00:00.000Z";
    const auto reply = exchange("POST", "/v1/advices", m_questions.sign(request));
    EXPECT_EQ(reply->status, 401U);
    EXPECT_EQ(protocol::decodeError(reply->body).code, FailureCode::ClockWrong);
}

TEST_F(AdviceTest, RecordsFromBeforeAreBroughtUpToDate) {
    const auto key = Questions::newKey();
    ASSERT_TRUE(authorise(key));
    m_backend.reset();
    {
        auto records = store::Database::open(m_installation.config().database);
        ASSERT_TRUE(
            records->execute("ALTER TABLE payments DROP COLUMN advice; ALTER TABLE payments "
                             "DROP COLUMN risk; DROP TABLE outbox; DROP TABLE confirm_blocks; "
                             "DROP TABLE confirmations; DROP TABLE security_devices; "
                             "DROP TABLE pairings; DROP TABLE phone_messages; DROP TABLE phones; "
                             "DROP TABLE cardholder_payments; "
                             "DROP TABLE cardholder_notices; DROP TABLE cardholder_devices; "
                             "DROP TABLE cardholder_cards; DROP TABLE cardholders; "
                             "DROP TABLE shop_events; DROP TABLE refunds; "
                             "DROP TABLE orders; DROP TABLE shops; PRAGMA user_version = 1"));
    }
    start(m_installation.config());
    EXPECT_EQ(status(key)->state, PaymentState::Approved);
    EXPECT_EQ(advise(m_questions.advice(Questions::newKey()))->state, PaymentState::Approved);
}

}  // namespace
}  // namespace tappay::test
