#include <future>

#include "backend/backend_test.h"

namespace tappay::test {
namespace {

using iso8583::Message;

const std::vector<Bytes> kSilence;

// Answers purchases with `reply` and reversals with 00.
NetworkPeer::Script purchasesWith(std::function<std::vector<Bytes>(const Message&)> reply) {
    return [reply = std::move(reply)](const Message& request) {
        if (request.mti == "0200") return reply(request);
        return std::vector<Bytes>{NetworkPeer::frame(NetworkPeer::replyTo(request, "00"))};
    };
}

struct Change {
    const char* what;
    std::function<void(Message&)> apply;
    const char* reason;
};

class ReplyFieldTest : public BackendTest, public ::testing::WithParamInterface<Change> {};

TEST_P(ReplyFieldTest, OneWrongFieldIsNotApprovedAndReversed) {
    m_network.setScript(purchasesWith([](const Message& request) {
        auto reply = NetworkPeer::replyTo(request, "00");
        GetParam().apply(reply);
        return std::vector<Bytes>{NetworkPeer::frame(reply)};
    }));
    const auto key = Questions::newKey();
    auto answer = authorise(key);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_TRUE(answer->state == PaymentState::Undoing || answer->state == PaymentState::Undone);
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
    const auto reversals = m_network.received("0400");
    ASSERT_EQ(reversals.size(), 1U);
    EXPECT_EQ(reversals[0].text(39), GetParam().reason);
    EXPECT_EQ(reversals[0].text(11), m_network.received("0200").at(0).text(11));
    EXPECT_EQ(status(key)->state, PaymentState::Undone);
}

// A reply whose terminal or trace number is another can't be told from a stranger's: it is as if
// none had come.
INSTANTIATE_TEST_SUITE_P(
    SevenFields, ReplyFieldTest,
    ::testing::Values(Change{"type", [](Message& m) { m.mti = "0230"; }, "06"},
                      Change{"processing", [](Message& m) { m.set(3, "200000"); }, "06"},
                      Change{"trace", [](Message& m) { m.set(11, "000777"); }, "98"},
                      Change{"terminal", [](Message& m) { m.set(41, "10000002"); }, "98"},
                      Change{"merchant", [](Message& m) { m.set(42, "898310054110002"); }, "06"},
                      Change{"amount", [](Message& m) { m.set(4, "000000001235"); }, "06"},
                      Change{"no_amount", [](Message& m) { m.remove(4); }, "06"}),
    [](const auto& change) { return change.param.what; });

TEST_F(BackendTest, WrongOrMissingMacIsReversedWithA0) {
    int turn = 0;
    m_network.setScript(purchasesWith([&](const Message& request) {
        auto frame = NetworkPeer::frame(NetworkPeer::replyTo(request, "00"));
        if (turn++ == 0) {
            frame.back() ^= 0x01;
            return std::vector<Bytes>{frame};
        }
        return std::vector<Bytes>{iso8583::encode(NetworkPeer::replyTo(request, "00")).value()};
    }));
    for (int i = 0; i < 2; ++i) {
        const auto key = Questions::newKey();
        EXPECT_NE(authorise(key)->state, PaymentState::Approved);
        EXPECT_EQ(undo(key)->state, PaymentState::Undone);
    }
    for (const auto& reversal : m_network.received("0400"))
        EXPECT_EQ(reversal.text(39), "A0");
    EXPECT_EQ(m_network.received("0400").size(), 2U);
}

TEST_F(BackendTest, ReversalHasNoTrackPinOrChipData) {
    m_network.setScript(purchasesWith([](const Message&) { return kSilence; }));
    ASSERT_TRUE(authorise(Questions::newKey()));
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    const auto reversal = m_network.received("0400").at(0);
    EXPECT_EQ(reversal.text(2), Questions::kPan);
    EXPECT_EQ(reversal.text(4), "000000001234");
    EXPECT_EQ(reversal.text(14), "3012");
    EXPECT_EQ(reversal.text(23), "001");
    EXPECT_EQ(reversal.text(60), "2200000100060");
    for (const int field : {35, 36, 52, 53, 55})
        EXPECT_FALSE(reversal.has(field)) << field;
}

TEST_F(BackendTest, MissingReplyIsReversedWith98AndALateOneChangesNothing) {
    m_network.setScript(purchasesWith([](const Message&) { return kSilence; }));
    const auto key = Questions::newKey();
    auto answer = authorise(key);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, PaymentState::Undoing);
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
    EXPECT_EQ(m_network.received("0400").at(0).text(39), "98");
    const auto late =
        NetworkPeer::frame(NetworkPeer::replyTo(m_network.received("0200").at(0), "00"));
    m_network.send(late);
    m_network.send(late);
    // The next payment's reply comes after the late ones on the same connection.
    m_network.setScript(NetworkPeer::answering("00"));
    EXPECT_EQ(authorise(Questions::newKey())->state, PaymentState::Approved);
    EXPECT_EQ(status(key)->state, PaymentState::Undone);
    EXPECT_EQ(m_network.received("0400").size(), 1U);
}

TEST_F(BackendTest, ApprovalThatComesWhileItsReversalIsOutstandingChangesNothing) {
    m_network.setScript([](const Message&) { return kSilence; });
    const auto key = Questions::newKey();
    EXPECT_EQ(authorise(key)->state, PaymentState::Undoing);
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    m_network.setScript(NetworkPeer::answering("00"));
    m_network.send(
        NetworkPeer::frame(NetworkPeer::replyTo(m_network.received("0200").at(0), "00")));
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
}

TEST_F(BackendTest, DoubledAndForeignRepliesChangeNothing) {
    m_network.setScript([](const Message& request) {
        const auto right = NetworkPeer::frame(NetworkPeer::replyTo(request, "00"));
        auto foreign = NetworkPeer::replyTo(request, "51");
        foreign.set(11, "000999");
        auto stranger = NetworkPeer::replyTo(request, "51");
        stranger.set(41, "10000002");
        return std::vector<Bytes>{NetworkPeer::frame(foreign), NetworkPeer::frame(stranger), right,
                                  right};
    });
    const auto key = Questions::newKey();
    EXPECT_EQ(authorise(key)->state, PaymentState::Approved);
    EXPECT_EQ(authorise(Questions::newKey())->state, PaymentState::Approved);
    EXPECT_EQ(status(key)->state, PaymentState::Approved);
    EXPECT_TRUE(m_network.received("0400").empty());
}

TEST_F(BackendTest, RepliesOutOfOrderFindTheirRequests) {
    m_network.setScript([](const Message&) { return kSilence; });
    auto first =
        std::async(std::launch::async, [&] { return authorise(Questions::newKey(), "1.00"); });
    ASSERT_TRUE(m_network.waitFor("0200", 1));
    auto second =
        std::async(std::launch::async, [&] { return authorise(Questions::newKey(), "2.00"); });
    ASSERT_TRUE(m_network.waitFor("0200", 2));
    const auto requests = m_network.received("0200");
    m_network.send(NetworkPeer::frame(NetworkPeer::replyTo(requests[1], "51")));
    m_network.send(NetworkPeer::frame(NetworkPeer::replyTo(requests[0], "00")));
    EXPECT_EQ(first.get()->state, PaymentState::Approved);
    EXPECT_EQ(second.get()->state, PaymentState::Declined);
}

TEST_F(BackendTest, ConnectionLostAfterSendingIsReversed) {
    m_network.setScript(purchasesWith([](const Message&) { return kSilence; }));
    auto config = m_installation.config();
    config.network.answerTimeout = std::chrono::seconds(30);
    m_backend.reset();
    start(std::move(config));
    const auto key = Questions::newKey();
    auto running = std::async(std::launch::async, [&] { return authorise(key); });
    ASSERT_TRUE(m_network.waitFor("0200", 1));
    m_network.closeConnection();
    EXPECT_EQ(running.get()->state, PaymentState::Undoing);
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
    EXPECT_EQ(m_network.received("0400").at(0).text(39), "98");
}

TEST_F(BackendTest, LyingLengthHeaderCostsTheConnectionNotTheMoney) {
    m_network.setScript(purchasesWith(
        [](const Message&) { return std::vector<Bytes>{Bytes{0xFF, 0xFF, 0x60, 0x00}}; }));
    const auto key = Questions::newKey();
    EXPECT_NE(authorise(key)->state, PaymentState::Approved);
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
}

TEST_F(BackendTest, ReversalIsRepeatedUntilItIsAnswered) {
    std::atomic<int> attempts = 0;
    m_network.setScript([&](const Message& request) -> std::vector<Bytes> {
        if (request.mti == "0200") return {};
        switch (attempts++) {
            case 0:
                return {};
            case 1:
                return {NetworkPeer::frame(NetworkPeer::replyTo(request, "96"))};
            case 2: {
                auto frame = NetworkPeer::frame(NetworkPeer::replyTo(request, "00"));
                frame.back() ^= 0x01;
                return {frame};
            }
            default:
                return {NetworkPeer::frame(NetworkPeer::replyTo(request, "25"))};
        }
    });
    const auto key = Questions::newKey();
    ASSERT_TRUE(authorise(key));
    ASSERT_TRUE(m_network.waitFor("0400", 4));
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
    const auto reversals = m_network.received("0400");
    EXPECT_EQ(reversals.size(), 4U);
    for (const auto& reversal : reversals)
        EXPECT_EQ(reversal.fields(), reversals[0].fields()) << "one logical reversal";
}

TEST_F(BackendTest, UndoOfAnApprovedPaymentReversesItOnce) {
    const auto key = Questions::newKey();
    ASSERT_EQ(authorise(key)->state, PaymentState::Approved);
    EXPECT_EQ(undo(key, protocol::UndoReason::CardDeclined)->state, PaymentState::Undone);
    EXPECT_EQ(undo(key, protocol::UndoReason::Merchant)->state, PaymentState::Undone);
    const auto reversals = m_network.received("0400");
    ASSERT_EQ(reversals.size(), 1U);
    EXPECT_EQ(reversals[0].text(39), "06");
    EXPECT_EQ(reversals[0].text(38), "203817");
}

TEST_F(BackendTest, UndoAnswersUndoingWhenTheNetworkIsSlowAndGoesOn) {
    auto config = m_installation.config();
    config.undoWait = std::chrono::milliseconds(50);
    m_backend.reset();
    start(std::move(config));
    const auto key = Questions::newKey();
    ASSERT_EQ(authorise(key)->state, PaymentState::Approved);
    m_network.setScript([](const Message&) { return kSilence; });
    EXPECT_EQ(undo(key)->state, PaymentState::Undoing);
    EXPECT_EQ(status(key)->state, PaymentState::Undoing);
    m_network.setScript(NetworkPeer::answering("00"));
    ASSERT_TRUE(m_network.waitFor("0400", 2));
    while (status(key)->state != PaymentState::Undone)
        ASSERT_TRUE(undo(key));
}

TEST_F(BackendTest, UndoOfAnUnknownKeyLeavesATombstone) {
    const auto key = Questions::newKey();
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
    EXPECT_EQ(authorise(key)->state, PaymentState::Undone);
    EXPECT_TRUE(m_network.received("0200").empty());
    EXPECT_TRUE(m_network.received("0400").empty());
}

TEST_F(BackendTest, UndoWhileTheNetworkIsAwaitedIsDecidedByItsReply) {
    for (const auto* code : {"00", "51"}) {
        const auto before = m_network.received("0200").size();
        const auto reversalsBefore = m_network.received("0400").size();
        m_network.setScript(purchasesWith([](const Message&) { return kSilence; }));
        const auto key = Questions::newKey();
        auto running = std::async(std::launch::async, [&] { return authorise(key); });
        ASSERT_TRUE(m_network.waitFor("0200", before + 1));
        auto undoing = std::async(std::launch::async, [&] { return undo(key); });
        while (status(key)->state != PaymentState::Undoing) {
        }
        m_network.send(
            NetworkPeer::frame(NetworkPeer::replyTo(m_network.received("0200").back(), code)));
        EXPECT_NE(running.get()->state, PaymentState::Approved) << code;
        EXPECT_EQ(undoing.get()->state, PaymentState::Undone) << code;
        EXPECT_EQ(m_network.received("0400").size() - reversalsBefore,
                  std::string(code) == "00" ? 1U : 0U);
    }
}

TEST_F(BackendTest, RestartWithAPendingPaymentReversesIt) {
    m_network.setScript([](const Message&) { return kSilence; });
    auto config = m_installation.config();
    config.network.answerTimeout = std::chrono::seconds(30);
    config.server.drainTimeout = std::chrono::milliseconds(1);
    m_backend.reset();
    start(std::move(config));
    const auto key = Questions::newKey();
    auto running = std::async(std::launch::async, [&] { return authorise(key); });
    ASSERT_TRUE(m_network.waitFor("0200", 1));
    m_backend.reset();
    EXPECT_FALSE(running.get());
    m_network.setScript(NetworkPeer::answering("00"));
    start(m_installation.config());
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    EXPECT_EQ(m_network.received("0400").at(0).text(39), "98");
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
    EXPECT_EQ(authorise(key).error().code, FailureCode::KeyReused) << "asked at another time";
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(BackendTest, OpenReversalSurvivesARestart) {
    m_network.setScript([](const Message&) { return kSilence; });
    const auto key = Questions::newKey();
    ASSERT_EQ(authorise(key)->state, PaymentState::Undoing);
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    m_backend.reset();
    m_network.setScript(NetworkPeer::answering("12"));
    start(m_installation.config());
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
}

}  // namespace
}  // namespace tappay::test
