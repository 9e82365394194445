#include "backend/cardholders/cardholders_test.h"

// How a card is proven to be there: docs/protocol.md, "Cardholders".
namespace tappay::test {
namespace {

using CardProofTest = CardholdersTest;
using Words = std::vector<std::string>;

TEST_F(CardProofTest, TheIssuerIsAskedAndNothingIsCharged) {
    const auto machine = paying("chip");
    const auto answer = add(machine);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->responseCode, "00");
    EXPECT_EQ(toHex(answer->icc), "910A546AD9E800FD23A93030");
    ASSERT_EQ(inquiries(), 1U);
    const auto asked = m_network.received("0200").front();
    EXPECT_EQ(asked.text(2), kPan);
    EXPECT_EQ(asked.text(3), "310000");
    EXPECT_FALSE(asked.has(4));
    EXPECT_EQ(asked.text(11), "000001");
    EXPECT_EQ(asked.text(14), "3012");
    EXPECT_EQ(asked.text(22), "052");
    EXPECT_EQ(asked.text(23), "001");
    EXPECT_EQ(asked.text(25), "00");
    EXPECT_EQ(asked.text(35), std::string(kPan) + "D30122010000000");
    EXPECT_EQ(asked.text(41), kTerminal);
    EXPECT_EQ(asked.text(42), Installation::kMerchantId);
    EXPECT_EQ(asked.text(49), "156");
    EXPECT_FALSE(asked.has(52));
    EXPECT_EQ(asked.text(60).substr(0, 11), "01000001000");
    EXPECT_EQ(pay(machine)->stan, "000002") << "a trace number of its own";
}

TEST_F(CardProofTest, ATapSaysSo) {
    const auto machine = paying("chip");
    Held held;
    held.entryMode = "072";
    ASSERT_TRUE(add(machine, held));
    EXPECT_EQ(m_network.received("0200").front().text(22), "072");
}

TEST_F(CardProofTest, WhatIsNotAnAnswerToTheChallengeIsRefusedBeforeTheIssuerIsAsked) {
    const auto machine = paying("chip");
    std::vector<std::pair<const char*, Held>> wrong(5);
    wrong[0].first = "another terminal's number";
    wrong[0].second.terminalId = kOther;
    wrong[1].first = "an amount";
    wrong[1].second.amount = "000000000001";
    wrong[2].first = "a purchase";
    wrong[2].second.type = 0x00;
    wrong[3].first = "approved by the card";
    wrong[3].second.information = 0x40;
    wrong[4].first = "declined by the card";
    wrong[4].second.information = 0x00;
    for (const auto& [what, held] : wrong) {
        EXPECT_EQ(codeOf(add(machine, held)), FailureCode::CardNotProven) << what;
        EXPECT_EQ(m_status, 409) << what;
    }
    EXPECT_EQ(inquiries(), 0U);
    EXPECT_EQ(codeOf(show(machine)), FailureCode::CardholderUnknown);
    EXPECT_TRUE(add(machine)) << "what was refused has spoiled nothing";
}

TEST_F(CardProofTest, AChallengeIsGoodOnceAtItsTerminalAndForTwoMinutes) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto given = challenge(machine)->challenge;
    EXPECT_EQ(codeOf(prove(other, proof(other, given, {}))), FailureCode::CardNotProven);
    const auto good = proof(machine, given, {});
    ASSERT_TRUE(prove(machine, good));
    EXPECT_EQ(codeOf(prove(machine, good)), FailureCode::CardNotProven) << "replayed";
    Held afresh;
    EXPECT_EQ(codeOf(prove(machine, proof(machine, given, afresh))), FailureCode::CardNotProven)
        << "with another card cryptogram";
    const auto old = challenge(machine)->challenge;
    const auto newest = challenge(machine)->challenge;
    EXPECT_EQ(codeOf(prove(machine, proof(machine, old, {}))), FailureCode::CardNotProven)
        << "another was given since";
    m_time.advance(std::chrono::seconds(119));
    EXPECT_TRUE(prove(machine, proof(machine, newest, {})));
    const auto late = challenge(machine)->challenge;
    m_time.advance(std::chrono::minutes(2));
    EXPECT_EQ(codeOf(prove(machine, proof(machine, late, {}))), FailureCode::CardNotProven);
    EXPECT_EQ(inquiries(), 2U);
}

TEST_F(CardProofTest, ASealThatDoesNotOpenIsRefusedAndAudited) {
    const auto machine = paying("chip");
    auto spoilt = proof(machine, challenge(machine)->challenge, {});
    auto sealed = crypto::fromBase64Url(spoilt.sealed).value();
    sealed.back() ^= 0x01;
    spoilt.sealed = crypto::base64Url(sealed);
    EXPECT_EQ(codeOf(prove(machine, spoilt)), FailureCode::KeyRejected);
    EXPECT_EQ(audited(backend::audited::kRefused, "key.rejected"), 1U);
    Held withPin;
    withPin.pinBlock = Bytes(16, 0x11);
    EXPECT_EQ(codeOf(add(machine, withPin)), FailureCode::InputMalformed) << "a PIN is not wanted";
    EXPECT_EQ(inquiries(), 0U);
}

// 55 and the like: the card is there, but its bank says no.
TEST_F(CardProofTest, OnlyTheIssuersYesProvesACard) {
    const auto machine = paying("chip");
    for (const char* code : {"05", "10", "59", "63", "A0", "99"}) {
        m_network.setScript(NetworkPeer::answering(code));
        const auto answer = add(machine);
        EXPECT_EQ(codeOf(answer), FailureCode::CardNotProven) << code;
    }
    m_network.setScript([](const iso8583::Message&) { return std::vector<Bytes>(); });
    EXPECT_EQ(codeOf(add(machine)), FailureCode::HostTimeout);
    m_network.setScript([](const iso8583::Message& request) {
        auto frame = NetworkPeer::frame(NetworkPeer::replyTo(request, "00"));
        frame.back() ^= 0x01;
        return std::vector<Bytes>{frame};
    });
    EXPECT_EQ(codeOf(add(machine)), FailureCode::HostAnswerInvalid);
    EXPECT_EQ(codeOf(show(machine)), FailureCode::CardholderUnknown);
    EXPECT_TRUE(m_network.received("0400").empty()) << "an inquiry is never reversed";
    m_network.setScript(NetworkPeer::answering("00"));
    EXPECT_TRUE(add(machine));
}

TEST_F(CardProofTest, OnlyTerminalsInGoodStandingAsk) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto asked = machine.signText(
        protocol::encode(protocol::CardholderChallengeQuestion{kOther, machine.now()}));
    EXPECT_EQ(codeOf(ask("/v1/cardholders/challenge", asked, answerKey(),
                         protocol::decodeCardholderChallenge)),
              FailureCode::PermissionDenied);
    const auto old = machine.now();
    m_time.advance(std::chrono::minutes(6));
    const auto late =
        machine.signText(protocol::encode(protocol::CardholderChallengeQuestion{kTerminal, old}));
    EXPECT_EQ(codeOf(ask("/v1/cardholders/challenge", late, answerKey(),
                         protocol::decodeCardholderChallenge)),
              FailureCode::ClockWrong);
    setStanding(kTerminal, backend::TerminalStanding::Suspended);
    EXPECT_EQ(codeOf(challenge(machine)), FailureCode::TerminalSuspended);
    EXPECT_TRUE(challenge(other));
    const auto configured = crypto::jwsSign(
        Installation::kTerminalId,
        asBytes(protocol::encode(
            protocol::CardholderChallengeQuestion{Installation::kTerminalId, other.now()})),
        [&](ByteView message) { return m_installation.identity.signEcdsa(message); });
    EXPECT_EQ(codeOf(ask("/v1/cardholders/challenge", *configured, answerKey(),
                         protocol::decodeCardholderChallenge)),
              FailureCode::NotEnrolled);
}

}  // namespace
}  // namespace tappay::test
