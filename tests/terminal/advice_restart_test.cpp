#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "terminal/advice_fixture.h"

namespace tappay::terminal::testing {
namespace {

constexpr int kDied = 77;

// The program dies at each step between the card's word and the bank's.
class AdviceRestart : public AdviceTest, public ::testing::WithParamInterface<const char*> {
protected:
    static void dieDuring(const std::string& step, FakeWorld& mortal) {
        if (step == "before keeping")
            kernelCourse() = [](const auto&, emv::Surroundings& around) -> emv::Outcome {
                around.cardholder.progress(emv::Step::CardRead);
                ::_exit(kDied);
            };
        if (step == "after keeping")
            kernelCourse() = [](const auto& transaction, emv::Surroundings& around) {
                tappedCard(transaction, around);
                ::_exit(kDied);
                return emv::Outcome{};
            };
        if (step == "while telling")
            mortal.backEnd.advising = [](const auto&) -> std::optional<FakeBackEnd::Answer> {
                ::_exit(kDied);
            };
    }
};

TEST_P(AdviceRestart, LosesNothingAndTellsNothingTwice) {
    const std::string id = "01936b2e-0000-7000-8000-000000000001", step = GetParam();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        FakeWorld mortal;
        dieDuring(step, mortal);
        mortal.readers.insert();
        RunningTerminal terminal(mortal, config);
        if (!terminal->startSale(yuan(1234), "", id)) ::_exit(1);
        terminal.waitForState(id, State::Approved);
        ::_exit(step == "after telling" ? kDied : 2);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    ASSERT_EQ(WEXITSTATUS(status), kDied);

    const bool paid = step != "before keeping", told = step == "after telling";
    RunningTerminal terminal(world, config);
    if (paid && !told && terminal->transaction(id)->state != State::Approved)
        terminal.waitForState(id, State::Approved);
    EXPECT_EQ(terminal->transaction(id)->state, paid ? State::Approved : State::Failed);
    EXPECT_EQ(world.backEnd.calls().size(), paid && !told ? 1U : 0U);
    EXPECT_EQ(Journal::open(directory.path())->verify().value(), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Step, AdviceRestart,
                         ::testing::Values("before keeping", "after keeping", "while telling",
                                           "after telling"),
                         [](const auto& step) {
                             std::string name = step.param;
                             std::ranges::replace(name, ' ', '_');
                             return name;
                         });

}  // namespace
}  // namespace tappay::terminal::testing
