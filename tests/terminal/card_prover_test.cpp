#include "terminal/cardholder/card_prover.h"

#include <thread>

#include "terminal/cardholder_fixture.h"

// How one card is held to its issuer for an account.
namespace tappay::terminal::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;

constexpr milliseconds kLong{10'000};

class CardProverTest : public CardholderTest {
protected:
    Result<protocol::CardholderFacts> prove(milliseconds wait = kLong) {
        auto neighbours = world.world();
        CardProver prover(
            neighbours, world.standing.set, *world.standing.who, accounts.challengeOctets,
            [this](CardProofStage stage) {
                stages.push_back(stage);
                if (onStage) onStage(stage);
            },
            stop.get_token());
        auto proven = prover.prove(wait);
        left = prover.cardLeftIn();
        return proven;
    }
    static FailureCode codeOf(const Result<protocol::CardholderFacts>& proven) {
        return proven ? FailureCode::Internal : proven.error().code;
    }

    std::stop_source stop;
    std::vector<CardProofStage> stages;
    std::function<void(CardProofStage)> onStage;
    std::optional<card::CardPlace> left;
};

TEST_F(CardProverTest, IsAnInquiryOverNothingThatAnswersToTheChallenge) {
    emv::Transaction seen;
    kernelCourse() = [&](const emv::Transaction& transaction, emv::Surroundings& around) {
        seen = transaction;
        return goodCard(transaction, around);
    };
    world.readers.insert();
    const auto proven = prove();
    ASSERT_TRUE(proven) << proven.error().detail;
    EXPECT_EQ(proven->cards.at(0).pan, "622848*********8901");
    EXPECT_EQ(seen.amount, yuan(0));
    EXPECT_EQ(seen.type, 0x31);
    EXPECT_TRUE(seen.forceOnline);
    ASSERT_TRUE(seen.unpredictableNumber);
    EXPECT_EQ(Bytes(seen.unpredictableNumber->begin(), seen.unpredictableNumber->end()),
              protocol::challengedNumber(accounts.challengeOctets, "10000001"));
    const auto proof = accounts.lastProof();
    EXPECT_EQ(proof.challenge, accounts.challengeOctets);
    EXPECT_EQ(proof.session, world.standing.keys->session);
    EXPECT_EQ(proof.entryMode, "052");
    EXPECT_EQ(proof.sealed.find("6228480012345678901"), std::string::npos);
    using enum CardProofStage;
    EXPECT_THAT(stages,
                ElementsAre(PresentCard, KeepCard, KeepCard, KeepCard, Authorising, Authorising));
    ASSERT_TRUE(left);
    EXPECT_FALSE(left->contactless);
}

TEST_F(CardProverTest, ACardMayBeTapped) {
    world.readers.tap();
    ASSERT_TRUE(prove());
    EXPECT_EQ(accounts.lastProof().entryMode, "072");
    EXPECT_THAT(stages, ::testing::Contains(CardProofStage::CardRead));
    EXPECT_TRUE(left->contactless);
    world.readers.lift();
}

TEST_F(CardProverTest, NoPinIsAskedForAndTheCardDoesNotApproveByItself) {
    kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
        EXPECT_EQ(around.cardholder.enterOnlinePin({}), emv::PinEntry::Bypassed);
        const auto pin = around.cardholder.enterOfflinePin({});
        EXPECT_TRUE(pin && pin->digits.view().empty());
        EXPECT_EQ(around.cardholder.chooseApplication({}), 0U);
        for (const auto& allowed : {around.host.expectOfflineApproval(),
                                    around.host.keepOfflineApproval(hostRequest(transaction))})
            EXPECT_EQ(allowed.error().code, FailureCode::CardNotProven);
        auto outcome = outcomeOf(emv::Decision::Ended);
        outcome.reason = around.host.expectOfflineApproval().error();
        return outcome;
    };
    world.readers.insert();
    EXPECT_EQ(codeOf(prove()), FailureCode::CardNotProven);
    EXPECT_TRUE(accounts.paths().empty()) << "nobody was asked";
}

// To the kernel each of them is an answer that did not come, so that the card is refused.
TEST_F(CardProverTest, WhatTheBackEndSaysIsTheEnd) {
    for (const auto code : {FailureCode::CardNotProven, FailureCode::PermissionDenied,
                            FailureCode::HostTimeout, FailureCode::HostUnreachable}) {
        FailureCode heard = FailureCode::Internal;
        kernelCourse() = [&](const emv::Transaction& transaction, emv::Surroundings& around) {
            heard = around.host.authorise(hostRequest(transaction)).error().code;
            auto outcome = outcomeOf(emv::Decision::Ended);
            outcome.next = emv::Next::UseContact;  // what it wants now doesn't matter
            return outcome;
        };
        accounts.failing["cards"] = code;
        world.readers.insert();
        EXPECT_EQ(codeOf(prove()), code);
        EXPECT_EQ(heard, FailureCode::HostTimeout);
    }
}

TEST_F(CardProverTest, AnAnswerThatIsNotToItIsNone) {
    for (const auto spoil :
         {+[](protocol::CardholderAnswer& answer) { answer.asked.back() = 'X'; },
          +[](protocol::CardholderAnswer& answer) {
              answer.asked = answer.time = "2026-11-22T08:00:00.000Z";
          },
          +[](protocol::CardholderAnswer& answer) { answer.terminalId = "10000002"; }}) {
        accounts.spoil = spoil;
        world.readers.insert();
        EXPECT_EQ(codeOf(prove()), FailureCode::HostAnswerInvalid);
    }
}

TEST_F(CardProverTest, AnUnsignedOnTerminalSendsNothing) {
    world.standing.notSignedOn = Failure{FailureCode::NotSignedOn, {}};
    world.readers.insert();
    EXPECT_EQ(codeOf(prove()), FailureCode::NotSignedOn);
    EXPECT_TRUE(accounts.paths().empty());
}

TEST_F(CardProverTest, WhoMayTryOnceMore) {
    using emv::Next;
    for (const auto next : {Next::TapAgain, Next::UseContact, Next::SeePhone}) {
        int runs = 0;
        tapCourse() = [&](const emv::Transaction& transaction, emv::Surroundings& around,
                          const Torn&) {
            if (runs++ > 0) return goodTap(transaction, around, nullptr);
            auto outcome = outcomeOf(emv::Decision::Ended);
            outcome.next = next;
            outcome.reason = Failure{FailureCode::CardRemoved, "torn"};
            return outcome;
        };
        int presented = 0;
        onStage = [&](CardProofStage stage) {
            if (stage != CardProofStage::PresentCard || ++presented != 2) return;
            world.readers.lift();
            next == Next::UseContact ? world.readers.insert() : world.readers.tap();
        };
        world.readers.tap();
        const auto proven = prove();
        ASSERT_TRUE(proven) << proven.error().detail;
        EXPECT_EQ(runs, next == Next::UseContact ? 1 : 2);
        EXPECT_EQ(accounts.lastProof().entryMode, next == Next::UseContact ? "052" : "072");
        world.readers.lift();
        world.readers.remove();
    }
}

TEST_F(CardProverTest, ACardThatCannotProveItselfIsTheEnd) {
    kernelCourse() = [](const auto&, emv::Surroundings&) {
        auto outcome = outcomeOf(emv::Decision::DeclinedByCard);
        outcome.reason = Failure{FailureCode::CardBlocked, "6A81"};
        return outcome;
    };
    world.readers.insert();
    EXPECT_EQ(codeOf(prove()), FailureCode::CardBlocked);
    kernelCourse() = [](const auto&, emv::Surroundings&) {
        return outcomeOf(emv::Decision::DeclinedByCard);
    };
    EXPECT_EQ(codeOf(prove()), FailureCode::CardDeclined);
    EXPECT_EQ(world.readers.connections, 2);
}

TEST_F(CardProverTest, WhatAPersonCanPutRightAtTheReaderIsWaitedFor) {
    world.readers.failConnections({FailureCode::CardUnresponsive});
    int presented = 0;
    onStage = [&](CardProofStage stage) {
        if (stage == CardProofStage::PresentCard && ++presented == 2) world.readers.insert();
    };
    std::jthread person([this] {
        EXPECT_TRUE(world.readers.waitForConnections(1));
        world.readers.remove();
    });
    world.readers.insert();
    const auto proven = prove();
    EXPECT_TRUE(proven) << proven.error().detail;
    EXPECT_EQ(world.readers.connections, 2);
}

TEST_F(CardProverTest, HowTheWaitForACardEnds) {
    EXPECT_EQ(codeOf(prove(milliseconds(1))), FailureCode::CardTimeout);
    EXPECT_FALSE(left);
    world.readers.failConnections({FailureCode::CardUnresponsive});
    world.readers.insert();
    EXPECT_EQ(codeOf(prove(milliseconds(50))), FailureCode::CardUnresponsive)
        << "it is in there still";
    world.readers.failConnections({FailureCode::ReaderBusy});
    EXPECT_EQ(codeOf(prove()), FailureCode::ReaderBusy);
    world.readers.remove();
    onStage = [this](CardProofStage) { stop.request_stop(); };
    EXPECT_EQ(codeOf(prove()), FailureCode::Cancelled);
}

}  // namespace
}  // namespace tappay::terminal::testing
