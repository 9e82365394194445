#include "terminal/confirm/pairing_steps.h"

#include <gmock/gmock.h>

#include "base/private_file.h"
#include "base/uuid.h"
#include "protocol/time.h"
#include "terminal/confirm/played_back_end.h"

// A phone and a computer come to know each other, step by step, and every other way out.
namespace tappay::terminal::testing {
namespace {

using protocol::HolderKind;
using protocol::PairingState;
using ::testing::IsEmpty;

class PairingStepsTest : public ::testing::Test {
protected:
    void begin(HolderKind holder = HolderKind::Cardholder) {
        id = makeUuidV7(clock, random);
        steps.prepare(holder, id);
        ASSERT_TRUE(steps.offer(identity, {}));
        ASSERT_EQ(stage(), PairingStage::Offered);
        auto text = textOf(*steps.view()->invitation);
        invitation = protocol::decodeInvitation(text).value();
    }
    [[nodiscard]] PairingStage stage() const { return steps.view()->stage; }
    [[nodiscard]] protocol::PairingTranscript transcript() const {
        return {invitation.pairing, phone.publicKey(), invitation.terminalHash, "My phone"};
    }
    void phoneAnswers() {
        backEnd.answerPairing(phone.publicKey(), "My phone",
                              protocol::phoneProof(invitation.secret.view(), transcript()).value());
    }
    Result<void> look() { return steps.look(identity, {}); }
    protocol::Pairing told(PairingState state) {
        auto pairing = *backEnd.pairing;
        pairing.state = state;
        pairing.time = protocol::formatTime(clock.now());
        return pairing;
    }

    ManualClock clock;
    crypto::SystemRandom random;
    PlayedBackEnd backEnd{clock};
    const crypto::EcPrivateKey terminal =
        crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const crypto::EcPrivateKey phone = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    test::KeyChip chip{terminal};
    link::TerminalIdentity identity = backEnd.identity();
    PairingSteps steps{{backEnd, chip, clock}, random, "localhost:8443"};
    std::string id;
    protocol::PairingInvitation invitation;
};

TEST_F(PairingStepsTest, TheInvitationTellsThePhoneWhomToBelieve) {
    begin(HolderKind::Shop);
    EXPECT_EQ(invitation.backEnd, "localhost:8443");
    EXPECT_EQ(invitation.pairing, id);
    EXPECT_EQ(invitation.terminalHash, protocol::keyHash(terminal.publicKey()));
    EXPECT_EQ(invitation.answerHash, protocol::keyHash(backEnd.key.publicKey()));
    EXPECT_EQ(backEnd.pairing->holder, HolderKind::Shop);
    EXPECT_EQ(steps.view()->expires, protocol::formatTime(clock.now() + std::chrono::minutes(5)));
    const auto first = invitation.secret.clone();
    begin();
    EXPECT_FALSE(equalConstantTime(first.view(), invitation.secret.view())) << "one for each";
}

TEST_F(PairingStepsTest, ThePersonComparesTheCodesAndAgrees) {
    begin();
    ASSERT_TRUE(look());
    EXPECT_EQ(stage(), PairingStage::Offered);
    EXPECT_EQ(steps.accept(identity, {}).error().code, FailureCode::TooLate) << "nobody is there";
    phoneAnswers();
    ASSERT_TRUE(look());
    EXPECT_EQ(stage(), PairingStage::Answered);
    EXPECT_EQ(steps.view()->code,
              protocol::pairingCode(invitation.secret.view(), transcript()).value());
    EXPECT_EQ(steps.view()->name, "My phone");
    EXPECT_FALSE(steps.view()->invitation) << "no second phone may read it";
    ASSERT_TRUE(steps.accept(identity, {}));
    EXPECT_EQ(stage(), PairingStage::Accepted);
    EXPECT_EQ(backEnd.pairing->computerProof,
              protocol::computerProof(invitation.secret.view(), transcript()).value());
    ASSERT_TRUE(steps.take(identity, told(PairingState::Refused)));
    EXPECT_EQ(stage(), PairingStage::Accepted) << "an end stays";
}

TEST_F(PairingStepsTest, WhoDoesNotKnowTheSecretIsShownNothing) {
    begin();
    auto proof = protocol::phoneProof(invitation.secret.view(), transcript()).value();
    proof[0] ^= 1U;
    backEnd.answerPairing(phone.publicKey(), "My phone", proof);
    EXPECT_EQ(look().error().code, FailureCode::KeyRejected);
    EXPECT_EQ(stage(), PairingStage::Refused);
    EXPECT_THAT(steps.view()->name, IsEmpty());
    EXPECT_THAT(steps.view()->code, IsEmpty());
    ASSERT_TRUE(steps.refuse(identity, {}));
    EXPECT_EQ(backEnd.pairing->state, PairingState::Refused);
}

// The proof covers the name and the phone's key: nobody in between can change them.
TEST_F(PairingStepsTest, AChangedNameOrKeyShows) {
    for (const bool name : {true, false}) {
        begin();
        phoneAnswers();
        if (name)
            backEnd.pairing->name = "Your phone";
        else
            backEnd.pairing->key = terminal.publicKey();
        EXPECT_EQ(look().error().code, FailureCode::KeyRejected);
        EXPECT_EQ(stage(), PairingStage::Refused);
    }
}

TEST_F(PairingStepsTest, ThePersonMayRefuseAtAnyTime) {
    for (const bool answered : {false, true}) {
        begin();
        if (answered) phoneAnswers();
        ASSERT_TRUE(look());
        backEnd.failing["refuse"] = FailureCode::HostUnreachable;
        EXPECT_TRUE(steps.giveUp());
        EXPECT_EQ(stage(), PairingStage::Refused) << "whether or not the back end hears it";
        EXPECT_FALSE(steps.view()->invitation);
        EXPECT_FALSE(steps.refuse(identity, {}));
        backEnd.failing.clear();
        ASSERT_TRUE(steps.refuse(identity, {}));
        EXPECT_EQ(backEnd.pairing->state, PairingState::Refused);
        ASSERT_TRUE(steps.take(identity, told(PairingState::Answered)));
        EXPECT_EQ(stage(), PairingStage::Refused);
    }
}

TEST_F(PairingStepsTest, ItEndsWithItsTime) {
    begin();
    clock.advance(std::chrono::minutes(5) - std::chrono::milliseconds(1));
    steps.lapse();
    EXPECT_EQ(stage(), PairingStage::Offered);
    clock.advance(std::chrono::milliseconds(1));
    steps.lapse();
    EXPECT_EQ(stage(), PairingStage::Expired);
    begin();
    backEnd.endPairing(PairingState::Expired);
    ASSERT_TRUE(look());
    EXPECT_EQ(stage(), PairingStage::Expired);
}

TEST_F(PairingStepsTest, AnAgreementWithoutAnswerIsLeftToTheBackEnd) {
    begin();
    phoneAnswers();
    ASSERT_TRUE(look());
    backEnd.losing["accept"] = FailureCode::HostTimeout;
    EXPECT_EQ(steps.accept(identity, {}).error().code, FailureCode::HostTimeout);
    EXPECT_EQ(stage(), PairingStage::Answered);
    EXPECT_FALSE(steps.giveUp()) << "it may be paired already";
    clock.advance(std::chrono::minutes(6));
    steps.lapse();
    EXPECT_EQ(stage(), PairingStage::Answered);
    ASSERT_TRUE(steps.refuse(identity, {}));
    EXPECT_EQ(stage(), PairingStage::Accepted);
}

TEST_F(PairingStepsTest, NobodyElseAccepts) {
    begin();
    phoneAnswers();
    ASSERT_TRUE(look());
    auto accepted = told(PairingState::Accepted);
    accepted.phone = kPhoneId;
    EXPECT_EQ(steps.take(identity, accepted).error().code, FailureCode::HostAnswerInvalid);
    EXPECT_EQ(stage(), PairingStage::Answered);
}

TEST_F(PairingStepsTest, AnswersOfOthersAreNotTaken) {
    using Spoil = std::function<void(protocol::Pairing&)>;
    for (const Spoil& spoil : std::vector<Spoil>{
             [](auto& it) { it.terminalId = "10000002"; },
             [](auto& it) { it.holder = HolderKind::Shop; },
             [](auto& it) { it.pairing = kPhoneId; },
             [](auto& it) { it.asked = "2026-11-22T00:00:01.000Z"; },
         }) {
        begin();
        backEnd.spoilPairing = spoil;
        EXPECT_EQ(look().error().code, FailureCode::HostAnswerInvalid);
        EXPECT_EQ(stage(), PairingStage::Offered);
        backEnd.spoilPairing = {};
    }
    backEnd.forging = true;
    EXPECT_EQ(look().error().code, FailureCode::HostAnswerInvalid);
    backEnd.forging = false;
    ASSERT_TRUE(look());
    clock.advance(std::chrono::seconds(1));
    backEnd.replaying = true;
    EXPECT_EQ(look().error().code, FailureCode::HostAnswerInvalid);
}

TEST_F(PairingStepsTest, WithoutTheBackEndThereIsNone) {
    backEnd.failing["pairings"] = FailureCode::HostUnreachable;
    steps.prepare(HolderKind::Cardholder, makeUuidV7(clock, random));
    EXPECT_EQ(steps.offer(identity, {}).error().code, FailureCode::HostUnreachable);
    EXPECT_FALSE(steps.isOpen());
    EXPECT_FALSE(steps.view()->invitation);
}

}  // namespace
}  // namespace tappay::terminal::testing
