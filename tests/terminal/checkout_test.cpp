#include "terminal/checkout.h"

#include "base/uuid.h"
#include "terminal/checkout_fixture.h"

// Payments of web orders, from the consent to what the shop may believe.
namespace tappay::terminal::testing {
namespace {

using protocol::PaymentState;
using ::testing::Contains;
using ::testing::ElementsAre;

TEST_F(CheckoutTest, ShowsTheOrderBeforeAnyCardIsAskedFor) {
    RunningTerminal terminal(world, config);
    world.readers.insert();
    const auto id = checkOut(terminal);
    const auto shown = terminal.waitForStage(id, Stage::Consent);
    EXPECT_EQ(shown.kind, "purchase");
    EXPECT_EQ(shown.amount, order.amount);
    EXPECT_EQ(shown.merchantId, order.merchantId);
    EXPECT_TRUE(shown.canCancel);
    ASSERT_TRUE(shown.order);
    EXPECT_EQ(shown.order->shop, "Tea House");
    EXPECT_EQ(shown.order->origin, kOrigin);
    EXPECT_EQ(shown.order->items.size(), 2U);
    EXPECT_LE(*shown.deadline, world.clock.now() + kConsentWait);
    EXPECT_EQ(world.readers.connections, 0);
    EXPECT_THAT(history(id), ElementsAre("intended"));

    ASSERT_TRUE(terminal->accept(id));
    const auto paid = terminal.waitForState(id, State::Approved);
    EXPECT_FALSE(paid.canUndo);
    EXPECT_EQ(terminal->undo(id).error().code, FailureCode::NotUndoable);
    EXPECT_THAT(history(id), ElementsAre("intended", "card_data_read", "request_sent",
                                         "host_approval", "card_paid_order", "capture_confirmed"));
    EXPECT_THAT(asked, ElementsAre(order.id));
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "capture"));
}

TEST_F(CheckoutTest, IsNotApprovedBeforeTheBackEndHasIt) {
    bool there = false;
    world.backEnd.capturing = [&](const std::string&) -> std::optional<FakeBackEnd::Answer> {
        if (std::exchange(there, true)) return std::nullopt;
        return fail(FailureCode::HostTimeout, "lost");
    };
    RunningTerminal terminal(world, config);
    const auto id = pay(terminal);
    terminal.waitForState(id, State::Approved);
    bool captured = false;
    for (const auto& shown : terminal.seen(id)) {
        captured = captured || shown.state == State::Capturing;
        EXPECT_TRUE(captured || shown.state != State::Approved);
    }
    EXPECT_TRUE(captured);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "capture", "capture"));
}

TEST_F(CheckoutTest, ACaptureThatComesTooLateEndsUndone) {
    world.backEnd.capturing = [this](const std::string& key) -> std::optional<FakeBackEnd::Answer> {
        world.backEnd.remember(key, PaymentState::Undoing);
        return std::nullopt;
    };
    RunningTerminal terminal(world, config);
    const auto id = pay(terminal);
    const auto end = terminal.waitForState(id, State::Undone);
    EXPECT_EQ(end.failure->code, FailureCode::OrderExpired);
    for (const auto& shown : terminal.seen(id))
        EXPECT_NE(shown.state, State::Approved);
    EXPECT_THAT(world.backEnd.calls(), Contains("undo 0"));
    // The order is free again, and is paid with another key.
    world.backEnd.capturing = {};
    const auto again = pay(terminal);
    EXPECT_NE(again, id);
    terminal.waitForState(again, State::Approved);
}

TEST_F(CheckoutTest, ACaptureForAnotherAmountIsAskedForAgain) {
    int asks = 0;
    world.backEnd.capturing = [&](const std::string& key) -> std::optional<FakeBackEnd::Answer> {
        if (asks++ > 0) return std::nullopt;
        protocol::PaymentAnswer wrong;
        wrong.key = key;
        wrong.state = PaymentState::Approved;
        wrong.amount = yuan(1235);
        return wrong;
    };
    RunningTerminal terminal(world, config);
    terminal.waitForState(pay(terminal), State::Approved);
    EXPECT_EQ(asks, 2);
}

// A refusal is not signed, so it says nothing about the money; the status does.
TEST_F(CheckoutTest, ACaptureThatIsOnlyRefusedEndsAsTheStatusSays) {
    struct Case {
        const char* name;
        PaymentState state;
        bool captured;
        State end;
    };
    using enum PaymentState;
    for (const auto& [name, state, captured, end] :
         {Case{"an earlier one had arrived", Approved, true, State::Approved},
          {"being undone", Undoing, false, State::Undone},
          {"undone", Undone, false, State::Undone},
          {"declined", Declined, false, State::Undone},
          {"never seen", NotFound, false, State::Undone}}) {
        SCOPED_TRACE(name);
        order = test::SignedOrders::order();
        order.id = makeUuidV7(world.clock, world.random);
        world.backEnd.capturing = [](const auto&) -> std::optional<FakeBackEnd::Answer> {
            return fail(FailureCode::HostRefused, "HTTP 404");
        };
        int asks = 0;
        world.backEnd.asking = [&](const std::string& key) -> std::optional<FakeBackEnd::Answer> {
            protocol::PaymentAnswer answer;
            answer.key = key;
            answer.amount = order.amount;
            // First the back end waits for what doesn't come, and once it is itself in doubt.
            constexpr PaymentState kFirst[] = {Approved, Pending};
            answer.state = asks < 2 ? kFirst[asks] : state;
            answer.captured = asks++ > 1 && captured;
            return answer;
        };
        RunningTerminal terminal(world, config);
        const auto id = pay(terminal);
        const auto shown = terminal.waitForState(id, end);
        EXPECT_EQ(asks, 3);
        EXPECT_EQ(shown.failure.has_value(), end != State::Approved);
        world.readers.remove();
    }
}

TEST_F(CheckoutTest, AStatusOfAnotherAmountIsNoCapture) {
    world.backEnd.capturing = [](const auto&) -> std::optional<FakeBackEnd::Answer> {
        return fail(FailureCode::HostRefused, "HTTP 404");
    };
    int asks = 0;
    world.backEnd.asking = [&](const std::string& key) -> std::optional<FakeBackEnd::Answer> {
        protocol::PaymentAnswer answer;
        answer.key = key;
        answer.amount = asks++ == 0 ? yuan(1235) : order.amount;
        answer.state = PaymentState::Approved;
        answer.captured = true;
        return answer;
    };
    RunningTerminal terminal(world, config);
    terminal.waitForState(pay(terminal), State::Approved);
    EXPECT_EQ(asks, 2);
}

TEST_F(CheckoutTest, GoesThroughThePageOfASignedOnTerminal) {
    world.standing.keys->session = "01936b2e-5f00-7a31-8c11-000000000001";
    world.standing.keys->processKey = SecretBytes(Bytes(32, 7));
    const auto carrier = std::make_shared<DeafCarrier>();
    RunningTerminal terminal(world, config);
    const auto id = pay(terminal, carrier);
    terminal.waitForState(id, State::Approved);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise by page", "capture by page"));
    ASSERT_EQ(carrier->parcels.size(), 2U);
    for (std::uint32_t i = 0; i < 2; ++i) {
        EXPECT_EQ(carrier->parcels[i].number, i + 1);
        EXPECT_EQ(carrier->parcels[i].payment, id);
        EXPECT_EQ(carrier->parcels[i].body.find("signed"), std::string::npos);
    }
    EXPECT_NE(carrier->parcels[0].body, carrier->parcels[1].body);
}

TEST_F(CheckoutTest, WithoutASignOnThereIsNothingToSealUnder) {
    const auto carrier = std::make_shared<DeafCarrier>();
    RunningTerminal terminal(world, config);
    terminal.waitForState(pay(terminal, carrier), State::Approved);
    EXPECT_TRUE(carrier->parcels.empty());
}

// What a page has had in its hands it may bring to the back end later.
TEST_F(CheckoutTest, ARefusalThatPassedAPageIsUndoneAllTheSame) {
    for (const bool byPage : {false, true}) {
        world.standing.keys->session = byPage ? "01936b2e-5f00-7a31-8c11-000000000001" : "";
        world.standing.keys->processKey = SecretBytes(Bytes(32, 7));
        world.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
            return fail(FailureCode::OrderInProgress);
        };
        RunningTerminal terminal(world, config);
        const auto id = pay(terminal, std::make_shared<DeafCarrier>());
        const auto end = terminal.waitForState(id, byPage ? State::Undone : State::Failed);
        EXPECT_EQ(end.failure->code, FailureCode::OrderInProgress);
        for (const auto& shown : terminal.seen(id))
            EXPECT_TRUE(isFinal(shown.state) || !shown.failure) << nameOf(shown.state);
    }
    EXPECT_EQ(world.backEnd.stateOf("none"), std::nullopt);
}

TEST_F(CheckoutTest, TheCardNeverPaysAnOrderByItself) {
    kernelCourse() = [](const auto&, emv::Surroundings& around) {
        auto outcome = outcomeOf(emv::Decision::Ended);
        const auto allowed = around.host.expectOfflineApproval();
        EXPECT_FALSE(allowed);
        outcome.reason = allowed.error();
        return outcome;
    };
    RunningTerminal terminal(world, config);
    const auto id = pay(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Declined).failure->code, FailureCode::CardDeclined);
    EXPECT_TRUE(world.backEnd.calls().empty());

    auto parameters = world.standing.set;
    for (const auto& [type, wanted] : {std::pair{0x22, 0x21}, {0x25, 0x24}, {0x23, 0x21}}) {
        parameters.kernel.terminal.type = static_cast<std::uint8_t>(type);
        const auto own = parametersFor(order, parameters);
        EXPECT_EQ(own->kernel.terminal.type, wanted);
        EXPECT_EQ(own->kernel.terminal.merchantId, order.merchantId);
    }
}

TEST_F(CheckoutTest, TheReceiptIsTheShops) {
    RunningTerminal terminal(world, config);
    const auto id = pay(terminal);
    terminal.waitForState(id, State::Approved);
    const auto receipt = terminal->receipt(id, Copy::Cardholder);
    ASSERT_TRUE(receipt);
    std::map<std::string, std::string> lines;
    for (const auto& line : receipt->lines)
        lines[line.key] = line.value;
    EXPECT_EQ(lines["merchant_name"], "Tea House");
    EXPECT_EQ(lines["merchant_id"], "898310054110002");
    EXPECT_EQ(lines["order"], "A-1001");
}

TEST_F(CheckoutTest, IsOpenedByItsIdWhereNoPageAsks) {
    std::string path;
    world.backEnd.answering = [&](const std::string& target, const auto&) -> Result<std::string> {
        path = target;
        return orders.sign(order);
    };
    RunningTerminal terminal(world, config);
    const auto soon = Deadline::in(std::chrono::seconds(5));
    const auto id = terminal->openCheckout(order.id, soon);
    ASSERT_TRUE(id) << id.error().detail;
    EXPECT_EQ(path, "/v1/orders/question");
    EXPECT_EQ(terminal.waitForStage(*id, Stage::Consent).order->origin, "");
    ASSERT_TRUE(terminal->cancel(*id));
    terminal.waitForState(*id, State::Cancelled);
    EXPECT_EQ(terminal->openCheckout("01936b2e-5f00-7a31-8c11-5d0e2b7c9a11", soon).error().code,
              FailureCode::OrderInvalid);
    world.backEnd.answering = [](const auto&, const auto&) -> Result<std::string> {
        return fail(FailureCode::NotFound);
    };
    EXPECT_EQ(terminal->openCheckout(order.id, soon).error().code, FailureCode::NotFound);
}

}  // namespace
}  // namespace tappay::terminal::testing
