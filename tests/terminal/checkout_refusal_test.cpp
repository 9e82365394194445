#include "terminal/checkout_fixture.h"

// Orders that are not paid, and what can come in between.
namespace tappay::terminal::testing {
namespace {

using ::testing::ElementsAre;

struct Refused {
    const char* name;
    std::function<void(FakeWorld&, protocol::Order&)> how;
    FailureCode code;
    const char* origin = "https://tea.example";
};

TEST_F(CheckoutTest, EachReasonForARefusal) {
    const auto past = protocol::formatTime(world.clock.now() - std::chrono::seconds(1));
    const std::vector<Refused> cases{
        {"expired", [&](auto&, auto& it) { it.expires = past; }, FailureCode::OrderExpired},
        {"sums up to something else", [](auto&, auto& it) { it.amount.minor += 1; },
         FailureCode::OrderInvalid},
        {"a name that runs backwards", [](auto&, auto& it) { it.shop = "Tea \u202EesuoH"; },
         FailureCode::OrderInvalid},
        {"another page", [](auto&, auto&) {}, FailureCode::OrderOriginWrong,
         "https://tea.example.evil.example"},
        {"the same by http", [](auto&, auto&) {}, FailureCode::OrderOriginWrong,
         "http://tea.example"},
        {"another port", [](auto&, auto&) {}, FailureCode::OrderOriginWrong,
         "https://tea.example:444"},
        {"null origin", [](auto&, auto&) {}, FailureCode::OrderOriginWrong, "null"},
        {"no origin", [](auto&, auto&) {}, FailureCode::OrderOriginWrong, ""},
        {"not enrolled", [](auto& it, auto&) { it.standing.who.reset(); },
         FailureCode::NotEnrolled},
        {"suspended",
         [](auto& it, auto&) { it.standing.why = Failure{FailureCode::TerminalSuspended, {}}; },
         FailureCode::TerminalSuspended},
        {"signed by another",
         [](auto& it, auto&) { it.standing.who->answersBy = it.identity.publicKey(); },
         FailureCode::OrderInvalid},
        {"another currency",
         [](auto&, auto& it) {
             it.amount.currency = *currencyByAlpha("USD");
             for (auto& item : it.items)
                 item.amount.currency = it.amount.currency;
         },
         FailureCode::CurrencyUnsupported},
    };
    for (const auto& each : cases) {
        const auto who = world.standing.who;
        auto changed = order;
        each.how(world, changed);
        RunningTerminal terminal(world, config);
        const auto begun = terminal->startCheckout(orders.sign(changed), each.origin, nullptr);
        ASSERT_FALSE(begun) << each.name;
        EXPECT_EQ(begun.error().code, each.code) << each.name;
        EXPECT_TRUE(terminal->transactions(10)->empty()) << each.name;
        world.standing.who = who;
        world.standing.why.reset();
    }
}

TEST_F(CheckoutTest, OneBitOfTheSignedOctetsIsEnough) {
    RunningTerminal terminal(world, config);
    const auto signedOrder = orders.sign(order);
    for (std::size_t at = 0; at < signedOrder.size(); at += 23) {
        auto changed = signedOrder;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        const auto begun = terminal->startCheckout(changed, kOrigin, nullptr);
        ASSERT_FALSE(begun) << at;
        EXPECT_EQ(begun.error().code, FailureCode::OrderInvalid);
    }
}

TEST_F(CheckoutTest, AnOrderIsPaidOnce) {
    RunningTerminal terminal(world, config);
    const auto first = checkOut(terminal);
    EXPECT_EQ(refusal(terminal), FailureCode::OrderInProgress);
    EXPECT_EQ(terminal->startSale(yuan(1), "", std::nullopt).error().code, FailureCode::Busy);
    auto other = order;
    other.id = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a11";
    EXPECT_EQ(terminal->startCheckout(orders.sign(other), kOrigin, nullptr).error().code,
              FailureCode::Busy);
    ASSERT_TRUE(terminal->cancel(first));
    terminal.waitForState(first, State::Cancelled);

    world.backEnd.capturing = [&](const std::string&) -> std::optional<FakeBackEnd::Answer> {
        EXPECT_EQ(refusal(terminal), FailureCode::OrderPaid);
        return std::nullopt;
    };
    const auto second = pay(terminal);
    EXPECT_NE(second, first);
    terminal.waitForState(second, State::Approved);
    EXPECT_EQ(refusal(terminal), FailureCode::OrderPaid);
    // Also when it has expired since, which says less.
    order.expires = protocol::formatTime(world.clock.now() - std::chrono::seconds(1));
    EXPECT_EQ(refusal(terminal), FailureCode::OrderPaid);
}

TEST_F(CheckoutTest, AnOpenResultKeepsTheOrder) {
    config.undoPauses = {std::chrono::hours(1)};
    world.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
        return fail(FailureCode::HostTimeout);
    };
    world.backEnd.asking = [](const auto&) -> std::optional<FakeBackEnd::Answer> {
        return fail(FailureCode::HostTimeout);
    };
    RunningTerminal terminal(world, config);
    terminal.waitForState(pay(terminal), State::Unknown);
    EXPECT_EQ(refusal(terminal), FailureCode::OrderInProgress);
}

TEST_F(CheckoutTest, NobodyAgreesBeforeItExpires) {
    RunningTerminal terminal(world, config);
    order.expires = protocol::formatTime(world.clock.now() + std::chrono::seconds(3));
    const auto id = checkOut(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::OrderExpired);
    EXPECT_EQ(terminal->accept(id).error().code, FailureCode::TooLate);
    EXPECT_EQ(world.readers.connections, 0);
}

TEST_F(CheckoutTest, IsCancelledBeforeAndAfterTheConsent) {
    RunningTerminal terminal(world, config);
    const auto first = checkOut(terminal);
    terminal.waitForStage(first, Stage::Consent);
    ASSERT_TRUE(terminal->cancel(first));
    terminal.waitForState(first, State::Cancelled);
    EXPECT_EQ(terminal->accept(first).error().code, FailureCode::TooLate);

    const auto second = checkOut(terminal);
    ASSERT_TRUE(terminal->accept(second));
    ASSERT_TRUE(terminal->accept(second)) << "twice is once";
    terminal.waitForStage(second, Stage::PresentCard);
    ASSERT_TRUE(terminal->cancel(second));
    terminal.waitForState(second, State::Cancelled);
    EXPECT_TRUE(world.backEnd.calls().empty());

    EXPECT_EQ(terminal->accept("01936b2e-5f00-7a31-8c11-000000000009").error().code,
              FailureCode::NotFound);
    const auto sale = start(terminal);
    EXPECT_EQ(terminal->accept(sale).error().code, FailureCode::TooLate);
}

TEST_F(CheckoutTest, NobodyThereMeansNothingCharged) {
    world.backEnd.authorising = [](const auto&, const auto&) -> FakeBackEnd::Answer {
        return fail(FailureCode::HostUnreachable);
    };
    RunningTerminal terminal(world, config);
    const auto id = pay(terminal);
    EXPECT_EQ(terminal.waitForState(id, State::Failed).failure->code, FailureCode::HostUnreachable);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise"));
}

TEST_F(CheckoutTest, TheIssuerDeclines) {
    world.backEnd.authorising = [this](const auto& request, const auto&) -> FakeBackEnd::Answer {
        return world.backEnd.decline(request);
    };
    RunningTerminal terminal(world, config);
    terminal.waitForState(pay(terminal), State::Declined);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise"));
}

TEST_F(CheckoutTest, TheCardRefusesWhatTheIssuerHasApproved) {
    kernelCourse() = [](const emv::Transaction& transaction, emv::Surroundings& around) {
        auto outcome = goodCard(transaction, around);
        outcome.decision = emv::Decision::DeclinedByCard;
        outcome.reason = Failure{FailureCode::CardDeclined, {}};
        return outcome;
    };
    RunningTerminal terminal(world, config);
    terminal.waitForState(pay(terminal), State::Undone);
    EXPECT_THAT(world.backEnd.calls(), ElementsAre("authorise", "undo 2"));
}

}  // namespace
}  // namespace tappay::terminal::testing
