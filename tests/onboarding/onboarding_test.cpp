// The terminal's own way to become one and stay one, against a real back end over HTTPS.
#include "onboarding/onboarding_fixture.h"
#include "protocol/time.h"
#include "terminal/standing.h"

namespace tappay::test {
namespace {

using backend::TerminalStanding;
using chip::Slot;
using terminal::SecurityChange;

TEST_F(OnboardingTest, ACodeIsAllAPersonNeeds) {
    auto machine = this->machine();
    EXPECT_EQ(machine->onboarding.trouble()->code, FailureCode::NotEnrolled);
    EXPECT_EQ(machine->onboarding.signOn().error().code, FailureCode::NotEnrolled);
    ASSERT_TRUE(machine->onboarding.enrol(code()));
    const auto shown = machine->ready();
    ASSERT_FALSE(shown.failure) << shown.failure->detail;
    ASSERT_TRUE(shown.enrolment && shown.masterKey && shown.signOn && shown.parameters);
    EXPECT_EQ(shown.enrolment->terminalId, kTerminal);
    EXPECT_EQ(shown.enrolment->merchantId, Installation::kMerchantId);
    EXPECT_EQ(shown.enrolment->issuer, "Issuer");
    EXPECT_EQ(shown.masterKey->version, 1U);
    EXPECT_EQ(shown.masterKey->checkValue.size(), 6U);
    EXPECT_EQ(shown.signOn->pinKey.checkValue.size(), 6U);
    EXPECT_EQ(shown.signOn->counter, 1U);
    EXPECT_EQ(shown.parameters->version, 3U);
    EXPECT_EQ(shown.parameters->profile, "test");
    ASSERT_EQ(shown.changes.size(), 4U);
    EXPECT_EQ(shown.changes.back().what, SecurityChange::What::Enrolled);
    EXPECT_FALSE(machine->onboarding.trouble());
    const auto parameters = machine->onboarding.parameters();
    ASSERT_TRUE(parameters);
    EXPECT_EQ(parameters->kernel.terminal.terminalId, kTerminal);
    EXPECT_EQ(parameters->kernel.terminal.merchantName, "兰州拉面");
}

TEST_F(OnboardingTest, AfterARestartItSignsOnWithWhatTheChipHolds) {
    terminalMachine().reset();
    openChip();
    auto again = machine();
    // Parameters are there at once: whoever sells need not wait for the back end.
    EXPECT_TRUE(again->onboarding.parameters());
    EXPECT_FALSE(again->onboarding.trouble());
    const auto shown = again->ready();
    EXPECT_EQ(shown.masterKey->version, 1U);
    EXPECT_EQ(shown.signOn->counter, 2U);
    EXPECT_EQ(audited("key_delivered"), 1U);
}

TEST_F(OnboardingTest, APaymentTravelsUnderTheSignOn) {
    auto machine = terminalMachine();
    const auto keys = machine->onboarding.signedOn(Deadline::in(std::chrono::seconds(10))).value();
    auto payment = m_questions.authorisation(Questions::newKey(), "12.34");
    payment.terminalId = kTerminal;
    payment.time = protocol::formatTime(m_time.now());
    const protocol::SignOnSeal seal{keys->session, keys->processKey, ++keys->sealings};
    const auto soon = Deadline::in(std::chrono::seconds(10));
    const auto answer = machine->line().authorise(payment, &seal, soon);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, PaymentState::Approved);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
    // The same number for another transaction is a replay.
    payment.key = Questions::newKey();
    EXPECT_EQ(machine->line().authorise(payment, &seal, soon).error().code,
              FailureCode::KeyRejected);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(OnboardingTest, AWrongCodeLeavesEverythingAsItWas) {
    auto machine = this->machine();
    EXPECT_EQ(machine->onboarding.enrol("too short").error().code,
              FailureCode::EnrolmentCodeInvalid);
    ASSERT_TRUE(machine->onboarding.enrol("2222-2222-2222"));
    const auto shown = machine->settled();
    ASSERT_TRUE(shown.failure);
    EXPECT_EQ(shown.failure->code, FailureCode::EnrolmentCodeInvalid);
    EXPECT_FALSE(shown.enrolment);
    EXPECT_FALSE(shown.nextAttempt) << "nothing to try again without a code";
    ASSERT_TRUE(machine->onboarding.enrol(code()));
    EXPECT_TRUE(machine->ready().parameters);
}

TEST_F(OnboardingTest, RenewedKeysTakeThePlaceOfTheOldOnes) {
    auto machine = terminalMachine();
    const auto before = machine->onboarding.security();
    ASSERT_TRUE(machine->onboarding.renewKeys());
    const auto after = machine->waitFor([](const terminal::Onboarding& it) {
        const auto now = it.security();
        return now.step == terminal::SecurityStep::Idle && now.masterKey->version == 2;
    });
    EXPECT_NE(after.masterKey->checkValue, before.masterKey->checkValue);
    EXPECT_NE(after.signOn->pinKey.checkValue, before.signOn->pinKey.checkValue);
    EXPECT_FALSE(m_chip->holds(Slot::A).value());
    EXPECT_TRUE(m_chip->holds(Slot::B).value());
}

TEST_F(OnboardingTest, ASuspendedTerminalComesBackByItself) {
    auto machine = terminalMachine();
    setStanding(kTerminal, TerminalStanding::Suspended);
    ASSERT_TRUE(machine->onboarding.signOn());
    machine->waitFor([](const terminal::Onboarding& it) { return it.trouble().has_value(); });
    EXPECT_EQ(machine->onboarding.trouble()->code, FailureCode::TerminalSuspended);
    EXPECT_EQ(machine->onboarding.signedOn(Deadline::in(std::chrono::seconds(5))).error().code,
              FailureCode::TerminalSuspended);
    // Also after it has tried again by itself.
    const auto first = machine->settled().nextAttempt;
    machine->waitFor([&](const terminal::Onboarding& it) {
        const auto next = it.security().nextAttempt;
        return !it.trouble() || (next && next != first);
    });
    EXPECT_TRUE(machine->onboarding.trouble());
    setStanding(kTerminal, TerminalStanding::Enrolled);
    machine->onboarding.lookAgain();
    machine->waitFor([](const terminal::Onboarding& it) { return !it.trouble(); });
    EXPECT_FALSE(machine->onboarding.trouble());
}

TEST_F(OnboardingTest, ARestoredChipIsShutOutUntilItIsEnrolledAnew) {
    terminalMachine().reset();
    const auto copy = m_installation.file("copy");
    std::filesystem::copy(chipHome(), copy, std::filesystem::copy_options::recursive);
    openChip();
    machine()->ready();
    m_chip.reset();
    std::filesystem::remove_all(chipHome());
    std::filesystem::copy(copy, chipHome(), std::filesystem::copy_options::recursive);
    openChip();
    auto restored = machine();
    restored->waitFor([](const terminal::Onboarding& it) { return it.trouble().has_value(); });
    EXPECT_EQ(restored->onboarding.trouble()->code, FailureCode::TerminalCloned);
    ASSERT_TRUE(restored->onboarding.enrol(code()));
    const auto shown = restored->ready();
    EXPECT_FALSE(restored->onboarding.trouble());
    EXPECT_EQ(shown.masterKey->version, 2U) << "not the keys that exist twice";
}

TEST_F(OnboardingTest, OpenPaymentsKeepTheTerminalsName) {
    auto machine = terminalMachine();
    machine->onboarding.countOpenPayments([] { return 1; });
    EXPECT_EQ(machine->onboarding.enrol(code(kOther)).error().code, FailureCode::TooLate);
    machine->onboarding.countOpenPayments([] { return 0; });
    ASSERT_TRUE(machine->onboarding.enrol(code(kOther)));
    machine->waitFor([](const terminal::Onboarding& it) {
        const auto parameters = it.parameters();
        return parameters && parameters->kernel.terminal.terminalId == kOther;
    });
    EXPECT_EQ(machine->onboarding.security().enrolment->terminalId, kOther);
}

TEST_F(OnboardingTest, NewerParametersComeWithTheNextSignOn) {
    auto machine = terminalMachine();
    const auto before = machine->onboarding.parameters();
    setParameters(4);
    ASSERT_TRUE(machine->onboarding.signOn());
    machine->waitFor([](const terminal::Onboarding& it) { return it.parameters()->version == 4; });
    EXPECT_EQ(machine->onboarding.security().parameters->version, 4U);
    EXPECT_EQ(before->version, 3U) << "a running payment keeps its own";
}

// The register of last week put back: the terminal is not led back with it.
TEST_F(OnboardingTest, ParametersAreNeverRolledBack) {
    setParameters(4);
    auto machine = terminalMachine();
    ASSERT_EQ(machine->onboarding.parameters()->version, 4U);
    auto records = store::Database::open(m_installation.file("terminals.db")).value();
    ASSERT_TRUE(records.execute("DELETE FROM parameters WHERE version = 4"));
    ASSERT_TRUE(machine->onboarding.signOn());
    const auto shown = machine->waitFor(
        [](const terminal::Onboarding& it) { return it.security().failure.has_value(); });
    ASSERT_TRUE(shown.failure);
    EXPECT_EQ(shown.failure->code, FailureCode::ParametersRejected);
    EXPECT_EQ(machine->onboarding.parameters()->version, 4U);
    EXPECT_FALSE(machine->onboarding.trouble()) << "it goes on with those it has";
}

TEST_F(OnboardingTest, FilesThatWereChangedAreNotBelieved) {
    terminalMachine().reset();
    const auto spoil = [&](const char* name, std::size_t at) {
        const auto file = home() / name;
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        auto spoiled = text.str();
        spoiled[at] = spoiled[at] == 'A' ? 'B' : 'A';
        std::ofstream(file) << spoiled;
        return text.str();
    };
    const auto parameters = spoil("parameters.jws", 200);
    {
        openChip();
        auto machine = this->machine();
        EXPECT_FALSE(machine->onboarding.parameters());
        EXPECT_TRUE(machine->ready().parameters) << "fetched anew";
    }
    std::ostringstream record;
    record << std::ifstream(home() / "enrolment.json").rdbuf();
    const auto at = record.str().find("\"enrolment\":\"") + 400;
    spoil("enrolment.json", at);
    openChip();
    auto machine = this->machine();
    EXPECT_EQ(machine->onboarding.trouble()->code, FailureCode::NotEnrolled);
    EXPECT_FALSE(machine->onboarding.security().enrolment);
}

TEST_F(OnboardingTest, AWrongClockIsSaidAndMendedByTheClock) {
    auto machine = terminalMachine();
    machine.reset();
    openChip();
    // The back end's clock is this test's; the machine's own stays behind.
    class Behind final : public Clock {
    public:
        explicit Behind(const Clock& clock) : m_clock(clock) {}
        [[nodiscard]] std::chrono::system_clock::time_point now() const override {
            return m_clock.now() - std::chrono::hours(24 * m_days);
        }
        [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
            return m_clock.monotonic();
        }
        std::atomic<int> m_days = 1;

    private:
        const Clock& m_clock;
    } behind(m_time);
    std::ostringstream pem;
    pem << std::ifstream(m_installation.file("ca.pem")).rdbuf();
    Machine wrong({home(), *m_chip, "https://localhost:" + std::to_string(m_backend->port()),
                   crypto::certificatesFromPem(pem.str()).value(), behind, m_systemRandom, m_log});
    ASSERT_TRUE(wrong.onboarding.start());
    const auto shown = wrong.settled();
    ASSERT_TRUE(shown.failure);
    EXPECT_EQ(shown.failure->code, FailureCode::ClockWrong);
    behind.m_days = 0;
    wrong.onboarding.lookAgain();
    EXPECT_FALSE(wrong.ready().failure);
}

}  // namespace
}  // namespace tappay::test
