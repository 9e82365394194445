#include <sys/wait.h>
#include <unistd.h>

#include "terminal/checkout_fixture.h"

// The program ends at every point of a web payment, by _exit in a child process, and a new one
// finds the truth.
namespace tappay::terminal::testing {
namespace {

using protocol::PaymentState;
using ::testing::ElementsAre;

constexpr int kDied = 77;

class CheckoutRestartTest : public CheckoutTest {
protected:
    void dieIn(const std::function<void(FakeWorld&)>& prepare, bool agree = true) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            FakeWorld mortal;
            mortal.standing.who = world.standing.who;
            prepare(mortal);
            mortal.readers.insert();
            RunningTerminal terminal(mortal, config);
            const auto mine = terminal->startCheckout(orders.sign(order), kOrigin, nullptr);
            if (!mine) ::_exit(1);
            if (!agree)
                ::_exit(terminal.waitForStage(*mine, Stage::Consent).id == *mine ? kDied : 2);
            if (!terminal->accept(*mine)) ::_exit(3);
            const auto end =
                terminal.waitFor(*mine, [](const auto& shown) { return isFinal(shown.state); });
            ::_exit(end.state == State::Approved ? kDied : 2);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFEXITED(status));
        ASSERT_EQ(WEXITSTATUS(status), kDied);
        const auto found = Journal::open(directory.path())->latest(1).value();
        ASSERT_EQ(found.size(), 1U);
        id = found.front().shown.id;
        left = found.front().shown.state;
    }
    // The same order then is paid exactly when it was not before.
    void liveAgain(State expected) {
        RunningTerminal terminal(world, config);
        auto snapshot = terminal->transaction(id).value();
        if (snapshot.state != expected) snapshot = terminal.waitForState(id, expected);
        EXPECT_EQ(snapshot.order->reference, order.reference);
        EXPECT_EQ(snapshot.order->origin, kOrigin);
        world.backEnd.capturing = {};
        if (expected == State::Approved)
            EXPECT_EQ(refusal(terminal), FailureCode::OrderPaid);
        else
            terminal.waitForState(pay(terminal), State::Approved);
    }
    void approved() {
        protocol::AuthorisationRequest request;
        request.key = id;
        request.terminalId = "10000001";
        request.amount = order.amount;
        world.backEnd.approve(request);
    }

    std::string id;
    State left = State::Failed;
};

TEST_F(CheckoutRestartTest, BeforeTheConsent) {
    dieIn([](FakeWorld&) {}, false);
    EXPECT_EQ(left, State::Intended);
    liveAgain(State::Failed);
}

TEST_F(CheckoutRestartTest, AfterCardRead) {
    dieIn([](FakeWorld&) {
        kernelCourse() = [](const auto&, emv::Surroundings& around) -> emv::Outcome {
            around.cardholder.progress(emv::Step::CardRead);
            ::_exit(kDied);
        };
    });
    EXPECT_EQ(left, State::CardRead);
    liveAgain(State::Failed);
}

TEST_F(CheckoutRestartTest, AfterSent) {
    dieIn([](FakeWorld& mortal) {
        mortal.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
            ::_exit(kDied);
        };
    });
    EXPECT_EQ(left, State::Sent);
    approved();
    liveAgain(State::Undone);
    EXPECT_EQ(world.backEnd.stateOf(id), PaymentState::Undone);
}

TEST_F(CheckoutRestartTest, AfterHostApprovedBeforeTheCardWasDone) {
    dieIn([](FakeWorld&) {
        kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
            goodCard(transaction, around);
            ::_exit(kDied);
            return emv::Outcome{};
        };
    });
    EXPECT_EQ(left, State::HostApproved);
    approved();
    liveAgain(State::Undone);
}

TEST_F(CheckoutRestartTest, WhileTheShopIsBeingTold) {
    dieIn([](FakeWorld& mortal) {
        mortal.backEnd.capturing = [](const auto&) -> std::optional<FakeBackEnd::Answer> {
            ::_exit(kDied);
        };
    });
    EXPECT_EQ(left, State::Capturing);
    approved();
    liveAgain(State::Approved);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("capture"));
}

TEST_F(CheckoutRestartTest, WhileTheShopIsBeingToldAndTooLate) {
    dieIn([](FakeWorld& mortal) {
        mortal.backEnd.capturing = [](const auto&) -> std::optional<FakeBackEnd::Answer> {
            ::_exit(kDied);
        };
    });
    world.backEnd.remember(id, PaymentState::Undone);
    liveAgain(State::Undone);
}

TEST_F(CheckoutRestartTest, AfterApprovedItStaysPaid) {
    dieIn([](FakeWorld&) {});
    EXPECT_EQ(left, State::Approved);
    liveAgain(State::Approved);
    EXPECT_TRUE(world.backEnd.calls().empty());
}

}  // namespace
}  // namespace tappay::terminal::testing
