#include "companion/inbox.h"

#include <gtest/gtest.h>

#include "base/uuid.h"
#include "crypto/random.h"

// What was told to a phone, and stays with it.
namespace tappay::companion {
namespace {

using protocol::Confirmation;
using protocol::ConfirmationState;

class InboxTest : public testing::Test {
protected:
    InboxTest()
        : m_directory(testing::TempDir() + "inbox-" + std::to_string(::getpid()) + "-" +
                      testing::UnitTest::GetInstance()->current_test_info()->name()) {
        restart();
    }
    ~InboxTest() override { std::filesystem::remove_all(m_directory); }

    void restart() {
        m_inbox.reset();
        m_store.reset();
        m_store = PhoneStore::open(m_directory).value();
        m_inbox.emplace(*m_store);
        m_inbox->load().value();
    }
    Confirmation confirmation(std::int64_t amount = 600'000) {
        protocol::ConfirmationRequest request;
        request.id = makeUuidV7(m_clock, m_random);
        request.payerAccount = "622848*********8901";
        request.order = "A-1";
        request.payee = "Tea House";
        request.payeeAccount = "898310054110002";
        request.amount = {amount, currencyByAlpha("CNY").value()};
        request.expires = std::chrono::floor<std::chrono::seconds>(m_clock.now());
        request.nonce = Bytes(protocol::kConfirmationNonce, 5);
        Confirmation told;
        told.to = told.key = makeUuidV7(m_clock, m_random);
        told.id = request.id;
        told.request = protocol::encode(request).value();
        told.time = "2026-11-22T08:00:00.000Z";
        return told;
    }
    static protocol::Events events(std::int64_t cursor, std::vector<protocol::Event> list) {
        return {"phone", cursor, std::move(list), {}, {}};
    }
    std::string stateOf(const Confirmation& of) {
        return std::string(protocol::nameOf(m_inbox->find(of.id)->told.state));
    }

    std::filesystem::path m_directory;
    SystemClock m_clock;
    crypto::SystemRandom m_random;
    std::unique_ptr<PhoneStore> m_store;
    std::optional<Inbox> m_inbox;
};

TEST_F(InboxTest, IsThereAgainAfterARestart) {
    auto told = confirmation();
    m_inbox->take(events(7, {told})).value();
    m_inbox->noteAsked(told.id).value();
    m_inbox->noteSigned(told.id, told.key, Bytes(64, 3)).value();
    restart();
    EXPECT_EQ(m_inbox->cursor(), 7);
    const auto entry = m_inbox->find(told.id).value();
    EXPECT_EQ(entry.told.request, told.request);
    EXPECT_EQ(entry.request.amount.minor, 600'000);
    EXPECT_TRUE(entry.deviceAsked);
    EXPECT_EQ(entry.signature, Bytes(64, 3));
    EXPECT_EQ(entry.device, told.key);
}

TEST_F(InboxTest, CursorIsNotAheadOfWhatIsOnDisk) {
    std::filesystem::create_directory(m_directory / "inbox.json.new");
    EXPECT_FALSE(m_inbox->take(events(7, {confirmation()})));
    EXPECT_EQ(m_inbox->cursor(), 0);
    EXPECT_TRUE(m_inbox->entries().empty());
}

TEST_F(InboxTest, StatesOnlyGoOn) {
    auto told = confirmation();
    told.state = ConfirmationState::Opened;
    m_inbox->take(events(1, {told})).value();
    auto late = told;
    late.state = ConfirmationState::Delivered;
    m_inbox->take(events(2, {late})).value();
    EXPECT_EQ(stateOf(told), "opened");
    told.state = ConfirmationState::Withdrawn;
    told.reason = protocol::ConfirmationReason::Computer;
    m_inbox->note(told).value();
    late.state = ConfirmationState::Signed;
    m_inbox->take(events(3, {late})).value();
    EXPECT_EQ(stateOf(told), "withdrawn");
}

TEST_F(InboxTest, AnotherRequestUnderTheSameIdIsNotShown) {
    const auto told = confirmation(600'000);
    auto other = told;
    auto request = protocol::decodeConfirmationRequest(told.request).value();
    request.amount.minor = 1;
    other.request = protocol::encode(request).value();
    m_inbox->take(events(1, {told})).value();
    EXPECT_EQ(m_inbox->take(events(2, {other})).error().code, FailureCode::HostAnswerInvalid);
    EXPECT_EQ(m_inbox->find(told.id)->request.amount.minor, 600'000);
    EXPECT_EQ(m_inbox->note(other).error().code, FailureCode::HostAnswerInvalid);
}

TEST_F(InboxTest, WhatCannotBeReadIsLeftOutAndTheOthersTaken) {
    auto broken = confirmation();
    broken.request.push_back(0);
    auto foreign = confirmation();
    foreign.id = confirmation().id;
    const auto good = confirmation();
    EXPECT_EQ(m_inbox->take(events(3, {broken, foreign, good})).error().code,
              FailureCode::HostAnswerInvalid);
    ASSERT_EQ(m_inbox->entries().size(), 1U);
    EXPECT_EQ(m_inbox->entries()[0].told.id, good.id);
    EXPECT_EQ(m_inbox->cursor(), 3);
}

TEST_F(InboxTest, ForgetsTheOldestThatHaveEnded) {
    const auto open = confirmation();
    m_inbox->take(events(1, {open})).value();
    for (std::int64_t i = 0; i < 40; ++i) {
        auto over = confirmation();
        over.state = ConfirmationState::Paid;
        m_inbox->take(events(2 + i, {over})).value();
    }
    EXPECT_EQ(m_inbox->entries().size(), Inbox::kMostKept);
    EXPECT_TRUE(m_inbox->find(open.id));
    restart();
    EXPECT_EQ(m_inbox->entries().size(), Inbox::kMostKept);
}

}  // namespace
}  // namespace tappay::companion
