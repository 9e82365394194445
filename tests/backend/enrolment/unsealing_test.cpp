#include <functional>
#include <future>

#include "backend/enrolment/enrolling_test.h"
#include "store/database.h"

// Cards that are sealed under a sign-on.
namespace tappay::test {
namespace {

class UnsealingTest : public EnrollingTest {
protected:
    FailureCode refusal(const std::string& body) {
        const auto answer = sendPayment(body);
        return answer ? FailureCode::Internal : answer.error().code;
    }
    // The payload of a message, changed and signed again by the terminal itself.
    static std::string changed(const Newcomer& machine, const std::string& body,
                               const std::string& member, const std::string& to) {
        auto text = toText(
            crypto::fromBase64Url(
                body.substr(body.find('.') + 1).substr(0, body.rfind('.') - body.find('.') - 1))
                .value());
        const auto begin = text.find("\"" + member + "\":\"") + member.size() + 4;
        text.replace(begin, text.find('"', begin) - begin, to);
        return machine.signText(text);
    }
    static std::string sealedOf(const std::string& body) {
        const auto dot = body.find('.');
        const auto payload =
            crypto::fromBase64Url(body.substr(dot + 1, body.rfind('.') - dot - 1)).value();
        return protocol::decodeAuthorisation(toText(payload))->sealed;
    }
    std::size_t sent() { return m_network.received("0200").size(); }
};

TEST_F(UnsealingTest, TheCardArrivesAsItWasSealed) {
    const auto machine = paying("chip");
    const auto answer = pay(machine);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, PaymentState::Approved);
    EXPECT_EQ(answer->terminalId, kTerminal);
    ASSERT_EQ(sent(), 1U);
    const auto asked = m_network.received("0200").front();
    EXPECT_EQ(asked.text(2), Questions::kPan);
    EXPECT_EQ(asked.text(14), "3012");
    EXPECT_EQ(asked.text(23), "001");
    EXPECT_EQ(asked.text(35), "6228480012345678901D30122010000000");
    EXPECT_EQ(asked.text(41), kTerminal);
    EXPECT_EQ(toHex(asked.binary(55)), "9F2608D86EA799901B3784");
    EXPECT_FALSE(asked.has(52));
    EXPECT_EQ(pay(machine)->stan, "000002");
}

TEST_F(UnsealingTest, TheSameAgainGetsTheSameAnswerAndRunsOnce) {
    const auto machine = paying("chip");
    const auto asked = payment(machine);
    const auto body = seal(machine, asked);
    ASSERT_TRUE(sendPayment(body));
    const auto answer = m_answer;
    ASSERT_TRUE(sendPayment(body));
    EXPECT_EQ(m_answer, answer) << "the same octets";
    ASSERT_TRUE(sendPayment(seal(machine, asked)));
    EXPECT_EQ(m_answer, answer) << "sealed afresh";
    openSession(machine);
    ASSERT_TRUE(sendPayment(seal(machine, asked)));
    EXPECT_EQ(m_answer, answer) << "under the next sign-on";
    EXPECT_EQ(sent(), 1U);
    auto other = payment(machine);
    other.key = asked.key;
    other.card.expiry = "3112";
    EXPECT_EQ(refusal(seal(machine, other)), FailureCode::KeyReused);
}

TEST_F(UnsealingTest, WhatDoesNotBelongTogetherIsRefusedAndNothingIsRun) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto& mine = m_sessions.at(machine.enrolled.keyId);
    const auto& others = m_sessions.at(other.enrolled.keyId);
    const auto known = payment(machine);
    const auto good = seal(machine, known, mine, 5);
    ASSERT_TRUE(sendPayment(good));
    const auto fresh = [&](std::uint32_t number) {
        return seal(machine, payment(machine), mine, number);
    };
    const auto next = fresh(6);
    const auto flipped = [&](std::size_t octet) {
        auto sealed = crypto::fromBase64Url(sealedOf(next)).value();
        sealed[octet < sealed.size() ? octet : sealed.size() - 1] ^= 0x01;
        return changed(machine, next, "sealed", crypto::base64Url(sealed));
    };
    const std::map<std::string, std::string> rejected{
        {"replayed: the number of another transaction", fresh(5)},
        {"out of order", fresh(4)},
        {"number 0", changed(machine, next, "sealed",
                             crypto::base64Url(concat({Bytes(4, 0x00), Bytes(60, 0x11)})))},
        {"another terminal's sign-on", seal(machine, payment(machine), others, 1)},
        {"another terminal's key under my sign-on",
         seal(machine, payment(machine), {mine.id, others.process.clone(), SecretBytes(), 0}, 7)},
        {"another transaction's card", changed(machine, next, "sealed", sealedOf(good))},
        {"a flipped bit in the number", flipped(3)},
        {"a flipped bit in the nonce", flipped(4)},
        {"a flipped bit in the card", flipped(16)},
        {"a flipped bit in the tag", flipped(10'000)}};
    for (const auto& [what, body] : rejected) {
        EXPECT_EQ(refusal(body), FailureCode::KeyRejected) << what;
        EXPECT_EQ(m_status, 409) << what;
    }
    for (const auto& sealed : {std::string("not base64url!"), crypto::base64Url(Bytes(31, 0x22))})
        EXPECT_EQ(refusal(changed(machine, next, "sealed", sealed)), FailureCode::InputMalformed);
    EXPECT_EQ(sent(), 1U);
    EXPECT_EQ(audited(backend::audited::kRefused, "key.rejected"), 1U) << "the same in a minute";
    m_time.advance(std::chrono::minutes(1));
    EXPECT_EQ(refusal(fresh(5)), FailureCode::KeyRejected);
    EXPECT_EQ(audited(backend::audited::kRefused, "key.rejected"), 2U);
    EXPECT_TRUE(sendPayment(next)) << "what was refused has spoiled nothing";
}

TEST_F(UnsealingTest, OnlyTheLastTwoSignOnsAreGoodAndOnlyForTheirTime) {
    const auto machine = paying("chip");
    auto& current = m_sessions.at(machine.enrolled.keyId);
    const auto copy = [&] {
        return Session{current.id, current.process.clone(), current.pin.clone()};
    };
    const auto first = copy();
    openSession(machine);
    const auto second = copy();
    EXPECT_TRUE(sendPayment(seal(machine, payment(machine), first, 1))) << "under way";
    openSession(machine);
    EXPECT_EQ(refusal(seal(machine, payment(machine), first, 2)), FailureCode::NotSignedOn);
    EXPECT_EQ(m_status, 403);
    EXPECT_TRUE(sendPayment(seal(machine, payment(machine), second, 1)));
    auto unknown = copy();
    unknown.id = Questions::newKey();
    EXPECT_EQ(refusal(seal(machine, payment(machine), unknown, 1)), FailureCode::NotSignedOn);
    EXPECT_TRUE(pay(machine));
    m_time.advance(std::chrono::hours(24));
    EXPECT_EQ(refusal(seal(machine, payment(machine))), FailureCode::NotSignedOn) << "expired";
    openSession(machine);
    EXPECT_TRUE(pay(machine));
    EXPECT_EQ(sent(), 4U);
}

TEST_F(UnsealingTest, EachKindOfTerminalKeepsToItsOwnSeal) {
    const auto machine = paying("chip");
    const auto asked = payment(machine);
    const protocol::SealKey back{m_installation.seal.publicKey(), "seal-1"};
    EXPECT_EQ(refusal(protocol::sign(asked, back, m_random, signer(machine)).value()),
              FailureCode::PermissionDenied);
    EXPECT_EQ(m_status, 401);
    auto configured = m_questions.authorisation(Questions::newKey(), "12.34");
    const auto& session = m_sessions.at(machine.enrolled.keyId);
    const protocol::SignOnSeal under{session.id, session.process, 1};
    EXPECT_EQ(refusal(protocol::sign(configured, under, m_random, m_questions.signer()).value()),
              FailureCode::PermissionDenied);
    EXPECT_EQ(sent(), 0U);
    EXPECT_TRUE(authorise(Questions::newKey()));
    EXPECT_TRUE(pay(machine));
}

TEST_F(UnsealingTest, AdvicesStayUnderTheSealingKey) {
    const auto machine = paying("chip");
    auto advice = m_questions.advice(Questions::newKey(), "12.34");
    advice.payment.terminalId = kTerminal;
    advice.time = machine.now();
    const protocol::SealKey back{m_installation.seal.publicKey(), "seal-1"};
    const auto sealed =
        protocol::sealCard(advice.payment.key, advice.payment.card, back, m_random).value();
    const auto body = protocol::sign(advice, sealed, signer(machine)).value();
    EXPECT_EQ(m_questions.open(exchange("POST", "/v1/advices", body))->state,
              PaymentState::Approved);
}

TEST_F(UnsealingTest, WaitsForNoEnrolment) {
    const auto machine = paying("chip");
    const auto newcomers = newcomer("new");
    const auto with = code(kOther);
    auto database = store::Database::open(m_installation.file("terminals.db")).value();
    std::future<void> enrolment;
    {
        auto held = store::Transaction::begin(database).value();
        enrolment = std::async(std::launch::async, [&] {
            exchange("POST", "/v1/enrolment", newcomers.sign(newcomers.enrolment(with)));
        });
        for (int i = 0; i < 5; ++i)
            EXPECT_EQ(pay(machine)->state, PaymentState::Approved);
        EXPECT_EQ(enrolment.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
    }
    enrolment.get();
}

TEST_F(UnsealingTest, ManyAtOnceAreAllAnswered) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    std::vector<std::string> bodies;
    for (int i = 0; i < 20; ++i)
        bodies.push_back(seal(i % 2 == 0 ? machine : other, payment(i % 2 == 0 ? machine : other)));
    // In the order of their numbers for each terminal.
    std::atomic<int> approved = 0;
    {
        std::vector<std::jthread> threads;
        for (const int begin : {0, 1})
            threads.emplace_back([&, begin] {
                for (std::size_t i = static_cast<std::size_t>(begin); i < bodies.size(); i += 2)
                    if (const auto reply = postAuthorisation(bodies[i]);
                        reply && reply->status == 200)
                        ++approved;
            });
    }
    EXPECT_EQ(approved, 20);
    EXPECT_EQ(sent(), 20U);
}

}  // namespace
}  // namespace tappay::test
