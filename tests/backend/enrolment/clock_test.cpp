// A terminal whose clock is wrong. The back end judges by its own time alone.
#include "backend/enrolment/enrolling_test.h"

namespace tappay::test {
namespace {

using chip::Slot;
using std::chrono::hours;

class ClockTest : public EnrollingTest,
                  public testing::WithParamInterface<std::chrono::milliseconds> {
protected:
    // The same machine after somebody has set its clock.
    Newcomer withWrongClock(const Newcomer& terminal, const char* chipName) {
        Newcomer same{chip::openSoftwareChip(m_installation.file(chipName)).value(), m_wrong};
        same.enrolled = terminal.enrolled;
        return same;
    }
    void SetUp() override {
        EnrollingTest::SetUp();
        m_wrong.advance(GetParam());
    }

    MovableClock m_wrong;
};

TEST_P(ClockTest, ThatIsWrongIsToldAndLeavesNothingBehind) {
    const auto stranger = withWrongClock(newcomer("new"), "new");
    EXPECT_EQ(begin(stranger, stranger.enrolment(code())).error().code, FailureCode::ClockWrong);
    const auto machine = terminal("chip");
    const auto version = masterKey(machine);
    {
        const auto wrong = withWrongClock(machine, "chip");
        EXPECT_EQ(hello(wrong, wrong.sign(wrong.hello())).error().code, FailureCode::ClockWrong);
        EXPECT_EQ(signOn(wrong, version).error().code, FailureCode::ClockWrong);
        EXPECT_EQ(pay(wrong).error().code, FailureCode::ClockWrong);
        EXPECT_EQ(m_status, 401);
    }
    EXPECT_TRUE(m_network.received("0200").empty());
    // Nothing of those times was noted: the right one is not too old for anything.
    openSession(machine, version);
    EXPECT_TRUE(deliver(machine));
    EXPECT_EQ(pay(machine)->state, PaymentState::Approved);
}

TEST_P(ClockTest, DecidesOverNoCertificate) {
    const auto machine = terminal("chip");
    const auto wrong = withWrongClock(machine, "chip");
    m_time.advance(std::chrono::days(731));
    EXPECT_EQ(hello(wrong, wrong.sign(wrong.hello())).error().code, FailureCode::TerminalExpired)
        << "whatever the terminal takes for the time";
}

INSTANTIATE_TEST_SUITE_P(Set, ClockTest, testing::Values(-hours(24), hours(24 * 731)),
                         [](const auto& info) {
                             return info.param < hours(0) ? "Back" : "Forward";
                         });

}  // namespace
}  // namespace tappay::test
