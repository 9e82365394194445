#include <fstream>
#include <future>
#include <thread>

#include "backend/backend_test.h"
#include "crypto/random.h"
#include "protocol/time.h"
#include "store/database.h"

namespace tappay::test {
namespace {

using iso8583::Message;

TEST_F(BackendTest, ApprovedPaymentIsAnsweredWithWhatTheNetworkSaid) {
    const auto key = Questions::newKey();
    auto answer = authorise(key);
    ASSERT_TRUE(answer) << answer.error().detail << m_lines;
    EXPECT_EQ(answer->state, PaymentState::Approved);
    EXPECT_EQ(answer->key, key);
    EXPECT_EQ(answer->terminalId, Installation::kTerminalId);
    EXPECT_EQ(answer->amount.minor, 1234);
    EXPECT_EQ(answer->responseCode, "00");
    EXPECT_EQ(answer->authCode, "203817");
    EXPECT_EQ(answer->reference, "832615000001");
    EXPECT_EQ(answer->stan, "000001");
    EXPECT_EQ(answer->batch, "000001");
    EXPECT_EQ(answer->acquirerId, "48021000");
    EXPECT_EQ(answer->issuerName, "Test Bank");
    EXPECT_EQ(toHex(answer->icc), "910A546AD9E800FD23A93030");
}

TEST_F(BackendTest, WhatIsUnusualIsKeptWithThePayment) {
    auto request = m_questions.authorisation(Questions::newKey(), "12.34");
    request.risk = "counter_not_new,slow_answers";
    EXPECT_EQ(m_questions.open(postAuthorisation(m_questions.sign(request)))->state,
              PaymentState::Approved);
    ASSERT_TRUE(authorise(Questions::newKey()));
    auto database = store::Database::open(m_installation.config().database);
    auto rows = database->prepare("SELECT risk FROM payments ORDER BY id");
    ASSERT_TRUE(*rows->step());
    EXPECT_EQ(rows->text(0), request.risk);
    ASSERT_TRUE(*rows->step());
    EXPECT_EQ(rows->text(0), "");
    request.risk.clear();
    EXPECT_EQ(protocol::decodeError(postAuthorisation(m_questions.sign(request))->body).code,
              FailureCode::KeyReused);
}

TEST_F(BackendTest, PurchaseHasTheFieldsOfTheNetwork) {
    auto request = m_questions.authorisation(Questions::newKey(), "12.34");
    request.entryMode = "051";
    request.card.pinBlock = fromHex("6B1CAF242C014F4D").value();
    ASSERT_TRUE(m_questions.open(postAuthorisation(m_questions.sign(request))));
    const auto sent = m_network.received("0200").at(0);
    const std::map<int, std::string> texts = {
        {2, Questions::kPan},
        {3, "000000"},
        {4, "000000001234"},
        {11, "000001"},
        {14, "3012"},
        {22, "051"},
        {23, "001"},
        {25, "00"},
        {26, "12"},
        {35, "6228480012345678901D30122010000000"},
        {41, Installation::kTerminalId},
        {42, Installation::kMerchantId},
        {49, "156"},
        {53, "2600000000000000"},
        {60, "2200000100060"},
    };
    for (const auto& [field, text] : texts)
        EXPECT_EQ(sent.text(field), text) << field;
    EXPECT_EQ(toHex(sent.binary(52)), "6B1CAF242C014F4D");
    EXPECT_EQ(toHex(sent.binary(55)), "9F2608D86EA799901B3784");
    EXPECT_EQ(sent.fields().size(), texts.size() + 3) << "52, 55, 64 and nothing else";
    EXPECT_EQ(toHex(sent.header), "603100310000");
    EXPECT_EQ(sent.tpdu, (iso8583::Tpdu{0x0003, 0x0000}));
}

TEST_F(BackendTest, DeclinedPaymentIsDeclinedAndNotReversed) {
    m_network.setScript(NetworkPeer::answering("51"));
    const auto key = Questions::newKey();
    auto answer = authorise(key);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, PaymentState::Declined);
    EXPECT_EQ(answer->responseCode, "51");
    EXPECT_EQ(undo(key)->state, PaymentState::Undone);
    EXPECT_TRUE(m_network.received("0400").empty());
}

TEST_F(BackendTest, PartOfTheAmountIsNotTaken) {
    m_network.setScript(NetworkPeer::answering("10"));
    const auto key = Questions::newKey();
    EXPECT_NE(authorise(key)->state, PaymentState::Approved);
    ASSERT_TRUE(m_network.waitFor("0400", 1));
}

TEST_F(BackendTest, SameKeyAndContentsGetTheSameOctetsAndRunOnce) {
    const auto request = m_questions.authorisation(Questions::newKey(), "12.34");
    const auto body = m_questions.sign(request);
    const auto first = postAuthorisation(body), second = postAuthorisation(body);
    const auto sealedAfresh = postAuthorisation(m_questions.sign(request));
    ASSERT_TRUE(first && second && sealedAfresh);
    EXPECT_EQ(first->status, 200);
    EXPECT_EQ(first->body, second->body);
    EXPECT_EQ(first->body, sealedAfresh->body);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(BackendTest, SameKeyWithOtherContentsIsRefused) {
    auto request = m_questions.authorisation(Questions::newKey(), "12.34");
    ASSERT_TRUE(m_questions.open(postAuthorisation(m_questions.sign(request))));
    auto dearer = m_questions.authorisation(request.key, "12.35");
    dearer.time = request.time;
    auto otherCard = m_questions.authorisation(request.key, "12.34");
    otherCard.time = request.time;
    otherCard.card.pan = SecretBytes(asBytes("6228480012345678919"));
    for (const auto* other : {&dearer, &otherCard}) {
        const auto reply = postAuthorisation(m_questions.sign(*other));
        ASSERT_TRUE(reply);
        EXPECT_EQ(reply->status, 409);
        EXPECT_EQ(protocol::decodeError(reply->body).code, FailureCode::KeyReused);
    }
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(BackendTest, TwoAtOnceRunOnceAndBothGetTheAnswer) {
    m_network.setScript([](const Message&) { return std::vector<Bytes>{}; });
    const auto body = m_questions.sign(m_questions.authorisation(Questions::newKey(), "12.34"));
    auto first = std::async(std::launch::async, [&] { return postAuthorisation(body); });
    ASSERT_TRUE(m_network.waitFor("0200", 1));
    auto second = std::async(std::launch::async, [&] { return postAuthorisation(body); });
    m_network.send(
        NetworkPeer::frame(NetworkPeer::replyTo(m_network.received("0200").at(0), "00")));
    const auto one = first.get(), two = second.get();
    ASSERT_TRUE(one && two);
    EXPECT_EQ(one->status, 200) << one->body;
    EXPECT_EQ(one->body, two->body);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(BackendTest, NothingSentIsDeclined91AndNotReversed) {
    auto config = m_installation.config();
    NetworkPeer gone;
    config.network.address.port = gone.port();
    m_backend.reset();
    {
        const NetworkPeer closed;
        config.network.address.port = closed.port();
    }
    start(std::move(config));
    const auto key = Questions::newKey();
    auto answer = authorise(key);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, PaymentState::Declined);
    EXPECT_EQ(answer->responseCode, "91");
    EXPECT_EQ(status(key)->state, PaymentState::Declined);
}

TEST_F(BackendTest, TraceNumbersGoOnAfterARestart) {
    EXPECT_EQ(authorise(Questions::newKey())->stan, "000001");
    m_backend.reset();
    start(m_installation.config());
    EXPECT_EQ(authorise(Questions::newKey())->stan, "000002");
}

TEST_F(BackendTest, CardDataAreNowhereInTheFilesOrTheLog) {
    auto request = m_questions.authorisation(Questions::newKey(), "12.34");
    request.entryMode = "051";
    request.card.pinBlock = fromHex("6B1CAF242C014F4D").value();
    ASSERT_TRUE(m_questions.open(postAuthorisation(m_questions.sign(request))));
    m_network.setScript([](const Message&) { return std::vector<Bytes>{}; });
    ASSERT_TRUE(authorise(Questions::newKey()));
    m_backend.reset();
    std::string everything = m_lines;
    for (const auto* name : {"backend.db", "backend.db-wal"}) {
        std::ifstream file(m_installation.file(name), std::ios::binary);
        everything.append(std::istreambuf_iterator<char>(file), {});
    }
    ASSERT_NE(everything.find("622848*********8901"), std::string::npos);
    const Bytes packed = fromHex("6228480012345678901D").value();
    for (const std::string& secret :
         {std::string(Questions::kPan), toText(ByteView(packed).first(9)),
          std::string("30122010000000"), toText(request.card.pinBlock),
          toHex(request.card.pinBlock), toText(request.card.icc), toHex(request.card.icc)})
        EXPECT_EQ(everything.find(secret), std::string::npos);
}

TEST_F(BackendTest, WhoMayAskIsChecked) {
    const auto good = m_questions.authorisation(Questions::newKey(), "12.34");
    const auto refusedWith = [&](const std::string& body) {
        const auto reply = postAuthorisation(body);
        return reply ? reply->status : 0;
    };
    auto other = m_questions.authorisation(good.key, "12.34");
    other.merchantId = "898310054110002";
    EXPECT_EQ(refusedWith(m_questions.sign(other)), 401);
    other = m_questions.authorisation(good.key, "12.34");
    other.terminalId = "10000002";
    EXPECT_EQ(refusedWith(m_questions.sign(other)), 401);
    other = m_questions.authorisation(good.key, "12.34");
    other.time = protocol::formatTime(m_clock.now() - std::chrono::minutes(6));
    EXPECT_EQ(refusedWith(m_questions.sign(other)), 401);

    const auto body = m_questions.sign(good);
    auto forged = body;
    forged.back() = forged.back() == 'A' ? 'Q' : 'A';
    EXPECT_EQ(refusedWith(forged), 401);
    crypto::SystemRandom random;
    auto stranger = m_questions.signer();
    stranger.kid = "10000009";
    EXPECT_EQ(refusedWith(protocol::sign(good, {m_installation.seal.publicKey(), "seal-1"}, random,
                                         stranger)
                              .value()),
              403);
    EXPECT_EQ(refusedWith(protocol::sign(good, {m_installation.answer.publicKey(), "seal-1"},
                                         random, m_questions.signer())
                              .value()),
              400);
    EXPECT_EQ(refusedWith("not a signature"), 400);
    EXPECT_EQ(refusedWith(""), 400);
    EXPECT_TRUE(m_network.received("0200").empty());
    EXPECT_EQ(refusedWith(body), 200);
}

TEST_F(BackendTest, StatusIsForTheTerminalThatAsks) {
    const auto key = Questions::newKey();
    EXPECT_EQ(status(key)->state, PaymentState::NotFound);
    ASSERT_TRUE(authorise(key));
    EXPECT_EQ(status(key)->state, PaymentState::Approved);
    const auto moved = exchange("GET", "/v1/transactions/" + Questions::newKey(), {},
                                "Authorization: " + m_questions.status(key) + "\r\n");
    EXPECT_EQ(moved->status, 401);
    EXPECT_EQ(exchange("GET", "/v1/transactions/" + key)->status, 401);
}

// The network has approved, and the disk takes no record of it.
TEST_F(BackendTest, OutcomeThatCannotBeRecordedIsLeftOpen) {
    for (const bool restarted : {false, true}) {
        auto database = store::Database::open(m_installation.config().database);
        ASSERT_TRUE(
            database->execute("CREATE TRIGGER broken BEFORE UPDATE ON payments "
                              "BEGIN SELECT RAISE(ABORT, 'no space'); END"));
        const auto key = Questions::newKey();
        const auto reply =
            postAuthorisation(m_questions.sign(m_questions.authorisation(key, "12.34")));
        ASSERT_TRUE(reply);
        EXPECT_EQ(reply->status, 503);
        EXPECT_EQ(protocol::decodeError(reply->body).code, FailureCode::JournalUnavailable);
        EXPECT_EQ(status(key)->state, PaymentState::Pending);
        EXPECT_FALSE(undo(key));
        if (restarted) m_backend.reset();
        ASSERT_TRUE(database->execute("DROP TRIGGER broken"));
        const auto before = m_network.received("0400").size();
        if (restarted) start(m_installation.config());
        auto undone = undo(key);
        while (undone && undone->state != PaymentState::Undone)
            undone = undo(key);
        ASSERT_TRUE(undone) << undone.error().detail;
        EXPECT_EQ(m_network.received("0400").size(), before + 1);
    }
    EXPECT_EQ(m_network.received("0200").size(), 2U);
}

}  // namespace
}  // namespace tappay::test
