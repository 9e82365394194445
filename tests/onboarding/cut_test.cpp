// Fault 17: the power goes at each question of an enrolment and of a key change.
#include "onboarding/onboarding_fixture.h"

namespace tappay::test {
namespace {

constexpr int kMostQuestions = 20;

class CutTest : public OnboardingTest {
protected:
    // In good standing with one enrolment and keys that work, whatever came before.
    void expectGood(Machine& machine) {
        const auto shown = machine.ready();
        EXPECT_FALSE(shown.failure) << shown.failure->detail;
        EXPECT_FALSE(machine.onboarding.trouble());
        ASSERT_TRUE(shown.masterKey);
        EXPECT_EQ(audited("enrolled"), 1U);
    }
};

TEST_F(CutTest, AnEnrolmentIsNotDoneOrDoneOnce) {
    bool everCut = true;
    for (int at = 1; everCut && at < kMostQuestions; ++at) {
        for (const bool delivered : {false, true}) {
            SCOPED_TRACE((delivered ? "after " : "before ") + std::to_string(at));
            m_chip.reset();
            std::filesystem::remove_all(home());
            std::filesystem::remove_all(chipHome());
            std::filesystem::create_directory(home());
            std::filesystem::remove(m_installation.file("terminals.db"));
            std::filesystem::remove(m_installation.file("keys.db"));
            restart("enrolling.json");
            setParameters(3);
            openChip();
            const auto once = code();
            {
                auto first = machine({at, delivered});
                ASSERT_TRUE(first->onboarding.enrol(once));
                first->settled();
                everCut = first->wasCut();
            }
            openChip();
            auto second = machine();
            // Where the code was not used up it is still good; where it was, nobody needs it.
            second->waitFor([](const terminal::Onboarding& it) {
                const auto trouble = it.trouble();
                const auto now = it.security();
                return now.step == terminal::SecurityStep::Idle &&
                       (now.signOn || now.failure ||
                        (trouble && trouble->code == FailureCode::NotEnrolled));
            });
            if (!second->onboarding.security().enrolment) {
                ASSERT_TRUE(second->onboarding.enrol(once));
            }
            expectGood(*second);
        }
    }
    EXPECT_FALSE(everCut) << "more questions than thought";
}

TEST_F(CutTest, AKeyChangeLeavesTheOldKeyOrTheNewOne) {
    terminalMachine().reset();
    bool everCut = true;
    std::uint32_t before = 1;
    for (int at = 1; everCut && at < kMostQuestions; ++at) {
        for (const bool delivered : {false, true}) {
            SCOPED_TRACE((delivered ? "after " : "before ") + std::to_string(at));
            m_time.advance(std::chrono::milliseconds(5));  // no two hellos at one time
            openChip();
            {
                auto first = machine({at, delivered});
                first->settled();  // its own sign-on at the start
                const auto wanted = first->onboarding.renewKeys();
                if (wanted) first->settled();
                everCut = first->wasCut();
            }
            openChip();
            auto second = machine();
            expectGood(*second);
            const auto version = second->onboarding.security().masterKey->version;
            // A key that came and was never acknowledged may lie in the other slot until the next.
            EXPECT_GE(version, before);
            before = version;
        }
    }
    EXPECT_FALSE(everCut) << "more questions than thought";
    EXPECT_GT(before, 1U);
}

}  // namespace
}  // namespace tappay::test
