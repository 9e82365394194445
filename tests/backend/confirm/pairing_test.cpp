#include "backend/confirm/confirm_test.h"

// Phones and how they come to be a holder's: docs/protocol.md, "Phones".
namespace tappay::test {
namespace {

using protocol::PairingState;
using protocol::PairingWish;
using protocol::PhoneStanding;
using protocol::PhoneWish;

class PairingTest : public ConfirmTest {
protected:
    void SetUp() override {
        ConfirmTest::SetUp();
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
    }
    const Newcomer& machine() { return *m_machine; }

    std::optional<Newcomer> m_machine;
    std::string m_pairing = Questions::newKey();
};

TEST_F(PairingTest, BothSidesProveTheSecretThroughTheBackEnd) {
    const PlayedPhone phone;
    const Bytes secret(32, 0x5A);
    const protocol::PairingTranscript transcript{
        m_pairing, phone.key.publicKey(), protocol::keyHash(machine().chip->identity().value()),
        phone.name};
    EXPECT_EQ(offer(machine(), m_pairing)->state, PairingState::Offered);
    const auto answered =
        answer(phone, m_pairing, protocol::phoneProof(secret, transcript).value());
    ASSERT_TRUE(answered) << answered.error().detail;
    EXPECT_EQ(answered->state, PairingState::Answered);
    EXPECT_EQ(answered->answerKey, answerKey());
    const auto shown = askPairing(machine(), m_pairing, PairingWish::Show).value();
    EXPECT_EQ(shown.key, phone.key.publicKey());
    EXPECT_EQ(shown.name, phone.name);
    EXPECT_EQ(shown.proof, protocol::phoneProof(secret, transcript).value());
    EXPECT_EQ(look(phone, m_pairing)->state, PairingState::Answered);
    const auto proof = protocol::computerProof(secret, transcript).value();
    const auto accepted = askPairing(machine(), m_pairing, PairingWish::Accept, proof).value();
    EXPECT_EQ(accepted.state, PairingState::Accepted);
    const auto looked = look(phone, m_pairing).value();
    EXPECT_EQ(looked.computerProof, proof);
    EXPECT_EQ(looked.phone, accepted.phone);
    const auto list = phones(machine(), PhoneWish::List).value().phones;
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].id, accepted.phone);
    EXPECT_EQ(list[0].name, phone.name);
    EXPECT_EQ(list[0].standing, PhoneStanding::Paired);
}

TEST_F(PairingTest, WhatComesAgainChangesNothing) {
    const PlayedPhone phone;
    EXPECT_EQ(offer(machine(), m_pairing)->state, PairingState::Offered);
    EXPECT_EQ(codeOf(askPairing(machine(), m_pairing, PairingWish::Accept, Bytes(32, 2))),
              FailureCode::TooLate)
        << "before any phone has answered";
    answer(phone, m_pairing, Bytes(32, 1)).value();
    EXPECT_EQ(answer(phone, m_pairing, Bytes(32, 9))->proof, Bytes(32, 1));
    EXPECT_EQ(offer(machine(), m_pairing)->state, PairingState::Answered);
    const auto first = askPairing(machine(), m_pairing, PairingWish::Accept, Bytes(32, 2)).value();
    const auto second = askPairing(machine(), m_pairing, PairingWish::Accept, Bytes(32, 3)).value();
    EXPECT_EQ(first.phone, second.phone);
    EXPECT_EQ(second.computerProof, Bytes(32, 2));
    EXPECT_EQ(askPairing(machine(), m_pairing, PairingWish::Refuse)->state, PairingState::Accepted);
    EXPECT_EQ(phones(machine(), PhoneWish::List)->phones.size(), 1U);
}

TEST_F(PairingTest, OnePhoneAnswersAndOnlyItsOwnComputerDecides) {
    const PlayedPhone phone, other;
    offer(machine(), m_pairing).value();
    answer(phone, m_pairing, Bytes(32, 1)).value();
    EXPECT_EQ(codeOf(answer(other, m_pairing, Bytes(32, 1))), FailureCode::KeyRejected);
    EXPECT_EQ(codeOf(look(other, m_pairing)), FailureCode::KeyRejected);
    const auto stranger = paying("other", kOther);
    EXPECT_EQ(codeOf(askPairing(stranger, m_pairing, PairingWish::Accept, Bytes(32, 2))),
              FailureCode::NotFound);
    EXPECT_EQ(codeOf(offer(stranger, Questions::newKey())), FailureCode::CardholderUnknown);
    EXPECT_EQ(codeOf(offer(stranger, m_pairing, HolderKind::Shop)), FailureCode::KeyReused);
    EXPECT_EQ(codeOf(look(phone, Questions::newKey())), FailureCode::NotFound);
    EXPECT_EQ(askPairing(machine(), m_pairing, PairingWish::Refuse)->state, PairingState::Refused);
    EXPECT_EQ(look(phone, m_pairing)->state, PairingState::Refused);
    EXPECT_TRUE(phones(machine(), PhoneWish::List)->phones.empty());
}

TEST_F(PairingTest, AnOfferIsGoodForFiveMinutes) {
    const PlayedPhone phone;
    offer(machine(), m_pairing).value();
    m_time.advance(std::chrono::minutes(5));
    EXPECT_EQ(answer(phone, m_pairing, Bytes(32, 1))->state, PairingState::Expired);
    EXPECT_EQ(askPairing(machine(), m_pairing, PairingWish::Accept, Bytes(32, 2))->state,
              PairingState::Expired);
}

TEST_F(PairingTest, TheNewPhoneHasTheKeyThatIsInItsMessage) {
    const PlayedPhone phone, other;
    offer(machine(), m_pairing).value();
    const auto payload = protocol::encode(protocol::PairingAnswer{
        m_pairing, phone.name, phone.key.publicKey(), Bytes(32, 1), nowText()});
    for (const auto& body : {signedBy(other, "new", payload), signedBy(phone, "old", payload)})
        EXPECT_EQ(codeOf(ask("/v1/pairings/answer", body, answerKey(), protocol::decodePairing)),
                  FailureCode::PermissionDenied);
    EXPECT_EQ(askPairing(machine(), m_pairing, PairingWish::Show)->state, PairingState::Offered);
}

TEST_F(PairingTest, AComputerIsToldOfItsPairing) {
    const PlayedPhone phone;
    offer(machine(), m_pairing).value();
    EXPECT_TRUE(poll(machine(), 0)->events.empty());
    answer(phone, m_pairing, Bytes(32, 1)).value();
    const auto events = poll(machine(), 0).value();
    ASSERT_EQ(events.events.size(), 1U);
    EXPECT_EQ(std::get<protocol::Pairing>(events.events[0]).state, PairingState::Answered);
    EXPECT_TRUE(poll(machine(), events.cursor)->events.empty());
}

TEST_F(PairingTest, PhonesAreListedRenamedAndRevokedByTheirHolderOnly) {
    auto phone = pair(machine());
    EXPECT_EQ(phones(machine(), PhoneWish::Rename, phone.id, "Work")->phones[0].name, "Work");
    EXPECT_TRUE(poll(phone));
    const auto stranger = paying("other", kOther);
    add(stranger, kOtherPan).value();
    EXPECT_EQ(codeOf(phones(stranger, PhoneWish::Revoke, phone.id)), FailureCode::NotFound);
    EXPECT_EQ(phones(machine(), PhoneWish::Revoke, phone.id)->phones[0].standing,
              PhoneStanding::Revoked);
    EXPECT_EQ(codeOf(poll(phone)), FailureCode::PhoneRevoked);
    EXPECT_EQ(m_status, 403);
    EXPECT_EQ(audited("refused", "phone.revoked"), 1U);
    auto leaving = pair(machine());
    EXPECT_TRUE(say(leaving, "/v1/phone/leave", protocol::PhoneLeave{sender(leaving)},
                    protocol::decodePhoneLeft));
    EXPECT_EQ(codeOf(poll(leaving)), FailureCode::PhoneRevoked);
    EXPECT_EQ(phones(machine(), PhoneWish::List)->phones[1].standing, PhoneStanding::Left);
    EXPECT_EQ(codeOf(phones(machine(), PhoneWish::Revoke, "01936b2e-7c00-7abc-8def-0123456789ab")),
              FailureCode::NotFound);
}

TEST_F(PairingTest, AnotherMessageUnderANumberOfBeforeIsACopys) {
    auto phone = pair(machine());
    for (int i = 0; i < 3; ++i)
        poll(phone).value();
    PlayedPhone copy;
    copy.key = crypto::EcPrivateKey::fromPem(toText(phone.key.toPem().value().view())).value();
    copy.id = phone.id;
    copy.sequence = 1;
    EXPECT_EQ(codeOf(say(copy, "/v1/phone/leave", protocol::PhoneLeave{sender(copy)},
                         protocol::decodePhoneLeft)),
              FailureCode::PhoneCloned);
    EXPECT_EQ(codeOf(poll(phone)), FailureCode::PhoneCloned) << "nobody knows which is the copy";
    EXPECT_EQ(phones(machine(), PhoneWish::List)->phones[0].standing, PhoneStanding::Cloned);
    EXPECT_EQ(audited("refused", "phone.cloned"), 1U);
}

TEST_F(PairingTest, WhatWasOvertakenOrDoubledIsNoCopys) {
    auto phone = pair(machine());
    const protocol::PushQuestion late{{}, sender(phone), 0, 0};
    poll(phone).value();
    for (int i = 0; i < 2; ++i)
        EXPECT_TRUE(say(phone, "/v1/phone/push/poll", late, protocol::decodeEvents)) << i;
    phone.sequence += 62;
    EXPECT_TRUE(poll(phone));
    EXPECT_EQ(phone.sequence, 65U);
    EXPECT_EQ(codeOf(say(phone, "/v1/phone/push/poll", late, protocol::decodeEvents)),
              FailureCode::PhoneCloned)
        << "64 messages ago";
}

TEST_F(PairingTest, WhoIsNoPhoneIsToldSo) {
    PlayedPhone phone;
    phone.id = Questions::newKey();
    EXPECT_EQ(codeOf(poll(phone)), FailureCode::PhoneUnknown);
    auto paired = pair(machine()), other = pair(machine());
    phone.id = paired.id;
    EXPECT_EQ(codeOf(poll(phone)), FailureCode::PermissionDenied) << "with another key";
    const auto payload = protocol::encode(protocol::PushQuestion{{}, sender(other), 0, 0});
    EXPECT_EQ(codeOf(ask("/v1/phone/push/poll", signedBy(paired, paired.id, payload), answerKey(),
                         protocol::decodeEvents)),
              FailureCode::PermissionDenied)
        << "in another one's name";
    m_time.advance(std::chrono::minutes(6));
    auto asked = protocol::PushQuestion{{}, sender(paired), 0, 0};
    asked.from.time = protocol::formatTime(m_time.now() - std::chrono::minutes(6));
    EXPECT_EQ(codeOf(say(paired, "/v1/phone/push/poll", asked, protocol::decodeEvents)),
              FailureCode::ClockWrong);
}

}  // namespace
}  // namespace tappay::test
