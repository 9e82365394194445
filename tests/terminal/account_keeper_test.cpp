#include "terminal/cardholder/account_keeper.h"

#include "terminal/cardholder_fixture.h"

// What a cardholder sees and does of the account, step by step.
namespace tappay::terminal::testing {
namespace {

using ::testing::ElementsAre;
using enum CardholderStep;

// A keeper on a running terminal, and what it told.
class RunningKeeper {
public:
    explicit RunningKeeper(FakeWorld& world, const Config& config)
        : terminal(world, config),
          m_keeper(std::make_unique<AccountKeeper>(
              *terminal, world.world(),
              AccountKeeper::Waits{std::chrono::seconds(20), std::chrono::seconds(20)})) {
        m_keeper->onCardholder([this](const CardholderStatus& status) {
            const std::scoped_lock lock(m_mutex);
            m_seen.push_back(status);
            m_news.notify_all();
        });
    }
    AccountKeeper* operator->() { return m_keeper.get(); }
    void stop() { m_keeper.reset(); }

    // The first that was told and is `wanted`, from now or before, and after the last one.
    CardholderStatus waitFor(const std::function<bool(const CardholderStatus&)>& wanted) {
        std::unique_lock lock(m_mutex);
        for (;;) {
            for (; m_next < m_seen.size(); ++m_next)
                if (wanted(m_seen[m_next])) return m_seen[m_next++];
            if (m_news.wait_for(lock, std::chrono::seconds(10)) == std::cv_status::timeout) {
                ADD_FAILURE() << "waited in vain";
                return {};
            }
        }
    }
    CardholderStatus waitForEnd() {
        return waitFor([](const CardholderStatus& status) { return status.step == Idle; });
    }
    CardholderStatus waitForStage(CardProofStage stage) {
        return waitFor([stage](const CardholderStatus& status) { return status.stage == stage; });
    }

    RunningTerminal terminal;

private:
    std::mutex m_mutex;
    std::condition_variable m_news;
    std::vector<CardholderStatus> m_seen;
    std::size_t m_next = 0;
    std::unique_ptr<AccountKeeper> m_keeper;
};

class AccountKeeperTest : public CardholderTest {
protected:
    static FailureCode codeOf(const Result<void>& result) {
        return result ? FailureCode::Internal : result.error().code;
    }
};

TEST_F(AccountKeeperTest, AsksForTheAccountOfThisComputer) {
    RunningKeeper keeper(world, config);
    EXPECT_FALSE(keeper->cardholder().account);
    EXPECT_EQ(keeper->cardholder().terminalId, "10000001");
    ASSERT_TRUE(keeper->refresh());
    const auto none = keeper.waitForEnd();
    EXPECT_FALSE(none.account);
    EXPECT_FALSE(none.failure) << "to have none is no failure";
    EXPECT_TRUE(none.asked);
    accounts.known = true;
    ASSERT_TRUE(keeper->refresh());
    const auto shown = keeper.waitForEnd();
    ASSERT_TRUE(shown.account);
    EXPECT_EQ(shown.account->cards.size(), 1U);
    EXPECT_EQ(keeper->cardholder().account->id, shown.account->id);
    EXPECT_THAT(accounts.paths(), ElementsAre("show", "show"));
}

TEST_F(AccountKeeperTest, EachWishHasItsQuestion) {
    struct Case {
        const char* path;
        protocol::CardholderWish wish;
        std::function<Result<void>(AccountKeeper&)> call;
        const char *card, *device;
    };
    constexpr const char* kId = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a11";
    protocol::CardholderLimits limits;
    limits.currency = *currencyByAlpha("CNY");
    limits.day = yuan(50'000);
    using enum protocol::CardholderWish;
    for (const auto& [path, wish, call, card, device] :
         {Case{"unbind", Unbind, [&](auto& keeper) { return keeper.unbind(kId); }, kId, ""},
          {"remove-device", RemoveDevice, [&](auto& keeper) { return keeper.removeDevice(kId); },
           "", kId},
          {"limits", Limits, [&](auto& keeper) { return keeper.setLimits(limits); }, "", ""},
          {"delete", Delete, [](auto& keeper) { return keeper.forget(); }, "", ""}}) {
        SCOPED_TRACE(path);
        RunningKeeper keeper(world, config);
        accounts.known = false;
        ASSERT_TRUE(call(*keeper.operator->()));
        EXPECT_EQ(keeper.waitForEnd().failure->code, FailureCode::CardholderUnknown);
        accounts.known = true;
        ASSERT_TRUE(call(*keeper.operator->()));
        const auto end = keeper.waitForEnd();
        EXPECT_FALSE(end.failure);
        EXPECT_EQ(end.account.has_value(), wish != Delete);
        EXPECT_EQ(accounts.paths().back(), path);
        const auto question = accounts.lastQuestion();
        EXPECT_EQ(question.wish, wish);
        EXPECT_EQ(question.card, card);
        EXPECT_EQ(question.device, device);
        EXPECT_EQ(question.limits.day.has_value(), wish == Limits);
    }
}

TEST_F(AccountKeeperTest, ACardMakesTheAccount) {
    RunningKeeper keeper(world, config);
    ASSERT_TRUE(keeper->addCard());
    EXPECT_EQ(keeper.waitForStage(CardProofStage::PresentCard).step, AddingCard);
    EXPECT_EQ(codeOf(keeper->refresh()), FailureCode::Busy);
    EXPECT_EQ(codeOf(keeper->addCard()), FailureCode::Busy);
    EXPECT_EQ(keeper.terminal->startSale(yuan(1), "", std::nullopt).error().code,
              FailureCode::Busy);
    world.readers.insert();
    const auto added = keeper.waitForStage(CardProofStage::RemoveCard);
    EXPECT_TRUE(added.account) << "known before the card has left";
    world.readers.remove();
    const auto end = keeper.waitForEnd();
    EXPECT_FALSE(end.failure || end.stage);
    EXPECT_EQ(end.account->cards.at(0).label, "UnionPay Debit");
    EXPECT_THAT(accounts.paths(), ElementsAre("challenge", "cards"));
    const auto sale = start(keeper.terminal);
    EXPECT_FALSE(sale.empty()) << "the cards are free again";
    EXPECT_EQ(codeOf(keeper->addCard()), FailureCode::Busy);
    ASSERT_TRUE(keeper.terminal->cancel(sale));
    keeper.terminal.waitForState(sale, State::Cancelled);
}

TEST_F(AccountKeeperTest, WhyACardWasNotAdded) {
    struct Case {
        const char* path;
        FailureCode failing;
        std::vector<std::string> asked;
    };
    using enum FailureCode;
    for (const auto& [path, failing, asked] :
         {Case{"challenge", HostUnreachable, {"challenge"}},
          {"cards", CardNotProven, {"challenge", "cards"}},
          {"cards", PermissionDenied, {"challenge", "cards"}},
          // Its answer may have been a yes: the account itself says.
          {"cards", HostTimeout, {"challenge", "cards", "show"}}}) {
        RunningKeeper keeper(world, config);
        const auto before = accounts.paths().size();
        accounts.failing = {{path, failing}};
        accounts.known = failing == HostTimeout;
        world.readers.tap();
        ASSERT_TRUE(keeper->addCard());
        const auto end = keeper.waitForEnd();
        ASSERT_TRUE(end.failure);
        EXPECT_EQ(end.failure->code, failing);
        EXPECT_EQ(end.account.has_value(), failing == HostTimeout);
        auto paths = accounts.paths();
        paths.erase(paths.begin(), paths.begin() + static_cast<std::ptrdiff_t>(before));
        EXPECT_EQ(paths, asked);
        world.readers.lift();
    }
}

TEST_F(AccountKeeperTest, TheWaitForACardCanBeCancelledAndTheBanksAnswerCannot) {
    RunningKeeper keeper(world, config);
    EXPECT_TRUE(keeper->cancel()) << "nothing runs";
    ASSERT_TRUE(keeper->addCard());
    keeper.waitForStage(CardProofStage::PresentCard);
    ASSERT_TRUE(keeper->cancel());
    EXPECT_EQ(keeper.waitForEnd().failure->code, FailureCode::Cancelled);

    Result<void> late;
    kernelCourse() = [&](const emv::Transaction& transaction, emv::Surroundings& around) {
        around.cardholder.progress(emv::Step::Authorising);
        late = keeper->cancel();
        return goodCard(transaction, around);
    };
    world.readers.insert();
    ASSERT_TRUE(keeper->addCard());
    keeper.waitForStage(CardProofStage::RemoveCard);
    EXPECT_EQ(codeOf(late), FailureCode::TooLate);
    EXPECT_TRUE(keeper->cancel());
    EXPECT_FALSE(keeper.waitForEnd().failure) << "cancelled is the wait for the card to leave";
}

TEST_F(AccountKeeperTest, EverythingThatIsKeptIsHandedOver) {
    RunningKeeper keeper(world, config);
    std::vector<Result<std::string>> taken;
    const auto exported = [&] {
        keeper->exportData([&](Result<std::string> data) { taken.push_back(std::move(data)); });
    };
    exported();
    keeper.waitForEnd();
    EXPECT_EQ(taken.at(0), "{}");
    accounts.failing["export"] = FailureCode::HostTimeout;
    exported();
    EXPECT_EQ(keeper.waitForEnd().failure->code, FailureCode::HostTimeout);
    EXPECT_EQ(taken.at(1).error().code, FailureCode::HostTimeout);
    world.standing.why = Failure{FailureCode::TerminalSuspended, {}};
    exported();
    EXPECT_EQ(taken.at(2).error().code, FailureCode::TerminalSuspended) << "at once";
}

TEST_F(AccountKeeperTest, WithoutGoodStandingNothingBegins) {
    world.standing.why = Failure{FailureCode::TerminalSuspended, {}};
    RunningKeeper keeper(world, config);
    EXPECT_EQ(codeOf(keeper->refresh()), FailureCode::TerminalSuspended);
    world.standing.why.reset();
    world.standing.who.reset();
    EXPECT_EQ(codeOf(keeper->refresh()), FailureCode::NotEnrolled);
    EXPECT_EQ(keeper->cardholder().step, Idle);
    EXPECT_TRUE(accounts.paths().empty());
}

TEST_F(AccountKeeperTest, WhatAnotherTerminalWasToldIsNobodysBusiness) {
    accounts.known = true;
    RunningKeeper keeper(world, config);
    ASSERT_TRUE(keeper->refresh());
    EXPECT_TRUE(keeper.waitForEnd().account);
    world.standing.who->keyId = "key-2";
    const auto now = keeper->cardholder();
    EXPECT_FALSE(now.account);
    EXPECT_FALSE(now.asked);
}

TEST_F(AccountKeeperTest, TheProgramMayEndWhileACardIsWaitedFor) {
    RunningKeeper keeper(world, config);
    ASSERT_TRUE(keeper->addCard());
    keeper.waitForStage(CardProofStage::PresentCard);
    keeper.stop();
}

}  // namespace
}  // namespace tappay::terminal::testing
