#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>

#include "crypto/pin_block.h"
#include "terminal/fake_kernel.h"
#include "terminal/running_terminal.h"

// What a person does while a payment runs: cancels, enters a PIN, chooses, takes the card away.
namespace tappay::terminal::testing {
namespace {

using std::chrono::steady_clock;

class PersonTest : public ::testing::Test {
protected:
    ~PersonTest() override { kernelCourse() = goodCard; }

    std::string start(RunningTerminal& terminal) {
        return terminal->startSale(yuan(1234), "", std::nullopt).value_or("");
    }
    // A kernel that asks for the PIN before the host.
    static void askForPin(const emv::PinRequest& request) {
        kernelCourse() = [request](const emv::Transaction& transaction, emv::Surroundings& around) {
            around.cardholder.progress(emv::Step::CardRead);
            const auto entry = around.cardholder.enterOnlinePin(request);
            auto outcome = outcomeOf(emv::Decision::Ended);
            if (!entry) {
                outcome.reason = entry.error();
                return outcome;
            }
            const bool entered = *entry == emv::PinEntry::Entered;
            const auto answer = around.host.authorise(hostRequest(transaction, entered));
            if (!answer) {
                outcome.reason = answer.error();
                return outcome;
            }
            outcome = outcomeOf(emv::Decision::ApprovedOnline);
            outcome.cvm = entered ? emv::CvmUsed::OnlinePin : emv::CvmUsed::None;
            return outcome;
        };
    }
    void press(RunningTerminal& terminal, const std::string& id, const std::string& digits) {
        for (const char digit : digits)
            EXPECT_TRUE(terminal->pinKey(id, static_cast<PinKey>(digit - '0')));
    }

    TemporaryDirectory directory;
    FakeWorld world;
    Config config = testConfig(directory.path());
};

TEST_F(PersonTest, CancelWhileWaitingForTheCardIsImmediate) {
    RunningTerminal terminal(world, config);
    const auto id = start(terminal);
    terminal.waitForStage(id, Stage::PresentCard);
    ASSERT_TRUE(terminal->cancel(id));
    EXPECT_EQ(terminal->transaction(id)->state, State::Cancelled);
    EXPECT_EQ(terminal->transaction(id)->failure->code, FailureCode::Cancelled);
    EXPECT_TRUE(terminal->cancel(id));
    // The next payment need not wait for the old one to let go.
    const auto next = start(terminal);
    ASSERT_FALSE(next.empty());
    world.readers.insert();
    terminal.waitForState(next, State::Approved);
    EXPECT_EQ(terminal->transaction(id)->state, State::Cancelled);
    EXPECT_EQ(world.backEnd.calls().size(), 1u);
}

TEST_F(PersonTest, CancelStopsTheKernelAndKeepsTheRequestFromBeingSent) {
    kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
        around.cardholder.progress(emv::Step::CardRead);
        std::latch stopped(1);
        const std::stop_callback heard(around.stop, [&] { stopped.count_down(); });
        stopped.wait();
        return goodCard(transaction, around);  // goes on as if it had not heard
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForState(id, State::CardRead);
    ASSERT_TRUE(terminal->cancel(id));
    terminal.waitForStatus([](const Status& status) { return !status.running; });
    EXPECT_EQ(terminal->transaction(id)->state, State::Cancelled);
    EXPECT_TRUE(world.backEnd.calls().empty());
}

TEST_F(PersonTest, CancelAfterSendingIsTooLate) {
    std::latch asked(1), answer(1);
    world.backEnd.authorising = [&](const auto& request, const auto&) {
        asked.count_down();
        answer.wait();
        return world.backEnd.approve(request);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    asked.wait();
    EXPECT_EQ(terminal->cancel(id).error().code, FailureCode::TooLate);
    EXPECT_EQ(terminal->transaction(id)->canCancel, false);
    EXPECT_EQ(terminal->transaction(id)->stage, Stage::Authorising);
    answer.count_down();
    terminal.waitForState(id, State::Approved);
    EXPECT_EQ(terminal->cancel(id).error().code, FailureCode::TooLate);
    EXPECT_EQ(terminal->cancel("01936b2e-0000-7000-8000-00000000ffff").error().code,
              FailureCode::NotFound);
}

TEST_F(PersonTest, PinGoesIntoTheBlockAndNowhereElse) {
    askForPin({yuan(1234), {}, false, false});
    Bytes block;
    world.backEnd.authorising = [&](const auto& request, const auto&) {
        block = request.card.pinBlock;
        EXPECT_EQ(request.entryMode, "051");
        return world.backEnd.approve(request);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_FALSE(terminal.waitForStage(id, Stage::EnterPin).pin->bypassAllowed);
    EXPECT_EQ(terminal->bypassPin(id).error().code, FailureCode::PermissionDenied);
    press(terminal, id, "99");
    ASSERT_TRUE(terminal->pinKey(id, PinKey::Clear));
    press(terminal, id, "123");
    ASSERT_TRUE(terminal->pinKey(id, PinKey::Enter));  // too short: nothing happens
    press(terminal, id, "9");
    ASSERT_TRUE(terminal->pinKey(id, PinKey::Back));
    press(terminal, id, "456");
    terminal.waitFor(id, [](const auto& shown) { return shown.pin && shown.pin->digits == 6; });
    ASSERT_TRUE(terminal->pinKey(id, PinKey::Enter));
    const auto approved = terminal.waitForState(id, State::Approved);
    EXPECT_EQ(approved.cvm, "online_pin");
    EXPECT_FALSE(approved.pin);
    const Bytes pik(16, 0x31);
    const auto expected =
        crypto::encipherPinFormat0(pik, asBytes("123456"), asBytes("6228480012345678901"));
    EXPECT_EQ(toHex(block), toHex(*expected));
    EXPECT_EQ(terminal->pinKey(id, PinKey::D1).error().code, FailureCode::TooLate);
}

TEST_F(PersonTest, APinUnderAKeyOfItsOwnTravelsWithItsSerial) {
    namespace dukpt = crypto::dukpt;
    askForPin({yuan(1234), {}, false, false});
    // The example of X9.24-3.
    const auto initial = SecretBytes(*fromHex("437450BAA976D25375C55AB0D78CEAF2"));
    const auto id = *fromHex("8877665544332211");
    world.standing.keys->pinKeys =
        std::make_unique<PinKeySequence>(dukpt::AesDevice::load(initial, id).value());
    std::vector<std::pair<Bytes, Bytes>> sent;
    world.backEnd.authorising = [&](const auto& request, const auto&) {
        sent.emplace_back(request.card.pinBlock, request.card.pinKeySerial);
        return world.backEnd.approve(request);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto payment = start(terminal);
    terminal.waitForStage(payment, Stage::EnterPin);
    press(terminal, payment, "123456");
    ASSERT_TRUE(terminal->pinKey(payment, PinKey::Enter));
    terminal.waitForState(payment, State::Approved);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(toHex(sent[0].second), "887766554433221100000001");
    const auto pin = crypto::decipherPinFormat4(*fromHex("FCE135E95215B421DC9444B39BE41D9B"),
                                                sent[0].first, asBytes("6228480012345678901"));
    ASSERT_TRUE(pin) << pin.error().detail;
    EXPECT_EQ(toText(pin->view()), "123456");
}

TEST_F(PersonTest, TheSamePinTwiceMakesTwoBlocksOfFormat4) {
    askForPin({yuan(1234), {}, false, false});
    world.standing.keys->pinFormat = PinFormat::Format4;
    std::vector<Bytes> blocks;
    world.backEnd.authorising = [&](const auto& request, const auto&) {
        blocks.push_back(request.card.pinBlock);
        return world.backEnd.approve(request);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    for (int i = 0; i < 2; ++i) {
        const auto id = start(terminal);
        terminal.waitForStage(id, Stage::EnterPin);
        press(terminal, id, "123456");
        ASSERT_TRUE(terminal->pinKey(id, PinKey::Enter));
        terminal.waitForState(id, State::Approved);
    }
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_NE(toHex(blocks[0]), toHex(blocks[1]));
    const Bytes pik(16, 0x31);
    for (const auto& block : blocks) {
        const auto pin = crypto::decipherPinFormat4(pik, block, asBytes("6228480012345678901"));
        ASSERT_TRUE(pin);
        EXPECT_EQ(toText(pin->view()), "123456");
    }
}

TEST_F(PersonTest, TenThousandFastKeysAreBounded) {
    askForPin({yuan(1234), {}, false, false});
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForStage(id, Stage::EnterPin);
    for (int i = 0; i < 10'000; ++i)
        ASSERT_TRUE(terminal->pinKey(id, PinKey::D7));
    terminal.waitFor(id, [](const auto& shown) { return shown.pin && shown.pin->digits == 12; });
    ASSERT_TRUE(terminal->cancel(id));
    for (const auto& snapshot : terminal.seen(id))
        EXPECT_LE(snapshot.pin ? snapshot.pin->digits : 0, 12);
}

TEST_F(PersonTest, BypassOnlyWhereItIsAllowed) {
    askForPin({yuan(1234), {}, false, true});
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_TRUE(terminal.waitForStage(id, Stage::EnterPin).pin->bypassAllowed);
    ASSERT_TRUE(terminal->bypassPin(id));
    EXPECT_EQ(terminal.waitForState(id, State::Approved).cvm, "none");
}

TEST_F(PersonTest, PinTimesOutBetweenKeysAndInTotal) {
    askForPin({yuan(1234), {}, false, false});
    config.pinKeyWait = std::chrono::seconds(1);
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::PinTimeout);
    EXPECT_TRUE(world.backEnd.calls().empty());
}

TEST_F(PersonTest, CancelDuringThePin) {
    askForPin({yuan(1234), {}, false, false});
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForStage(id, Stage::EnterPin);
    const auto before = steady_clock::now();
    ASSERT_TRUE(terminal->cancel(id));
    terminal.waitForStatus([](const Status& status) { return !status.running; });
    EXPECT_LT(steady_clock::now() - before, std::chrono::seconds(2));
    EXPECT_EQ(terminal->transaction(id)->state, State::Cancelled);
}

TEST_F(PersonTest, CardTakenAwayEndsThePinAtOnce) {
    askForPin({yuan(1234), {}, false, false});
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    terminal.waitForStage(id, Stage::EnterPin);
    world.readers.remove();
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::CardRemoved);
}

TEST_F(PersonTest, ChoosesAnApplication) {
    std::size_t chosen = 99;
    kernelCourse() = [&](const emv::Transaction& transaction, emv::Surroundings& around) {
        const std::vector<emv::ApplicationChoice> choices{{"Debit", {1}}, {"Credit", {2}}};
        chosen = around.cardholder.chooseApplication(choices).value_or(98);
        return goodCard(transaction, around);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    const auto asked = terminal.waitForStage(id, Stage::ChooseApplication);
    EXPECT_THAT(asked.applications, ::testing::ElementsAre("Debit", "Credit"));
    EXPECT_TRUE(asked.deadline);
    terminal.waitFor(id, [](const auto& shown) { return shown.applications.size() == 2; });
    EXPECT_EQ(terminal->chooseApplication(id, 2).error().code, FailureCode::InputMalformed);
    EXPECT_TRUE(terminal->chooseApplication(id, 1));
    EXPECT_TRUE(terminal.waitForState(id, State::Approved).applications.empty());
    EXPECT_EQ(chosen, 1u);
}

TEST_F(PersonTest, IsToldThatTheChosenApplicationWasNotAccepted) {
    kernelCourse() = [&](const emv::Transaction& transaction, emv::Surroundings& around) {
        const std::vector<emv::ApplicationChoice> choices{{"Debit", {1}}, {"Credit", {2}}};
        EXPECT_EQ(around.cardholder.chooseApplication(choices), 0u);
        around.cardholder.applicationNotAccepted();
        EXPECT_EQ(around.cardholder.chooseApplication({&choices[1], 1}), 0u);
        return goodCard(transaction, around);
    };
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = start(terminal);
    EXPECT_FALSE(terminal.waitForStage(id, Stage::ChooseApplication).applicationRefused);
    EXPECT_TRUE(terminal->chooseApplication(id, 0));
    const auto again = terminal.waitFor(id, [](const auto& shown) {
        return shown.stage == Stage::ChooseApplication && shown.applications.size() == 1;
    });
    EXPECT_TRUE(again.applicationRefused);
    EXPECT_TRUE(terminal->chooseApplication(id, 0));
    EXPECT_FALSE(terminal.waitForState(id, State::Approved).applicationRefused);
}

TEST_F(PersonTest, CardIsReadOnlyWhileNoPaymentRuns) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto facts = terminal->readCard(Deadline::in(std::chrono::seconds(5)));
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->front().second, "Test Debit");
    world.readers.remove();
    const auto id = start(terminal);
    EXPECT_EQ(terminal->readCard(Deadline::in(std::chrono::seconds(5))).error().code,
              FailureCode::Busy);
    EXPECT_TRUE(terminal->cancel(id));
}

}  // namespace
}  // namespace tappay::terminal::testing
