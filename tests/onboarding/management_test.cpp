// Commands of the payment system that somebody else has brought.
#include "protocol/management.h"
#include "backend/answers.h"
#include "base/uuid.h"
#include "onboarding/onboarding_fixture.h"
#include "protocol/time.h"

namespace tappay::test {
namespace {

using protocol::ManagementCommand;
using protocol::ManagementTask;

class ManagementTest : public OnboardingTest {
protected:
    ManagementCommand command(ManagementTask task) {
        const auto made = m_time.now();
        return {makeUuidV7(m_time, m_systemRandom), kTerminal, task, protocol::formatTime(made),
                protocol::formatTime(made + std::chrono::hours(1))};
    }
    [[nodiscard]] std::string sign(const ManagementCommand& command) const {
        return backend::Answers(m_installation.config("enrolling.json").answerKey)
            .sign(encode(command))
            .value();
    }
};

TEST_F(ManagementTest, TheTerminalDoesWhatItIsAskedOnce) {
    auto machine = terminalMachine();
    const auto before = machine->onboarding.security();
    const auto renewal = sign(command(ManagementTask::RenewKeys));
    ASSERT_EQ(machine->onboarding.manage(renewal), ManagementTask::RenewKeys);
    auto shown = machine->settled();
    ASSERT_FALSE(shown.failure) << shown.failure->detail;
    EXPECT_EQ(shown.masterKey->version, before.masterKey->version + 1);

    EXPECT_EQ(machine->onboarding.manage(renewal).error().code, FailureCode::PermissionDenied);
    EXPECT_EQ(machine->onboarding.security().masterKey->version, shown.masterKey->version);

    setParameters(4);
    ASSERT_EQ(machine->onboarding.manage(sign(command(ManagementTask::SignOn))),
              ManagementTask::SignOn);
    shown = machine->settled();
    EXPECT_EQ(shown.signOn->counter, before.signOn->counter + 2);
    EXPECT_EQ(shown.parameters->version, 4U);
}

TEST_F(ManagementTest, OthersAndOldOnesAreRefused) {
    auto machine = terminalMachine();
    const auto refused = [&](const std::string& compact) {
        const auto begun = machine->onboarding.manage(compact);
        return !begun && begun.error().code == FailureCode::PermissionDenied;
    };
    auto other = command(ManagementTask::SignOn);
    other.terminalId = "10000001";
    EXPECT_TRUE(refused(sign(other)));
    auto old = command(ManagementTask::SignOn);
    old.expires = protocol::formatTime(m_time.now());
    EXPECT_TRUE(refused(sign(old)));
    auto early = command(ManagementTask::SignOn);
    early.created = protocol::formatTime(m_time.now() + std::chrono::minutes(6));
    EXPECT_TRUE(refused(sign(early)));
    auto forged = sign(command(ManagementTask::SignOn));
    forged[forged.find('.') + 20] ^= 1;
    EXPECT_TRUE(refused(forged));
    EXPECT_TRUE(refused("a.b.c"));
    EXPECT_EQ(machine->onboarding.security().signOn->counter, 1U);
}

TEST_F(ManagementTest, AMachineThatIsNoTerminalHasNothingToManage) {
    EXPECT_EQ(machine()->onboarding.manage(sign(command(ManagementTask::SignOn))).error().code,
              FailureCode::NotEnrolled);
}

}  // namespace
}  // namespace tappay::test
