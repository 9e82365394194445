#include "backend/enrolment/enrolling_test.h"
#include "backend/operator_commands.h"

namespace tappay::test {
namespace {

class OperatorTest : public EnrollingTest {
protected:
    Result<std::string> run(const std::vector<std::string>& words,
                            const char* configuration = "enrolling.json") {
        crypto::SystemRandom random;
        return backend::runCommand(m_installation.config(configuration), words, "operator li",
                                   m_time, random);
    }
    std::string code(const std::vector<std::string>& words) {
        auto said = run(words).value();
        EXPECT_EQ(said.back(), '\n');
        said.pop_back();
        return said;
    }
};

TEST_F(OperatorTest, ACodeFromTheCommandTakesATerminalIn) {
    auto machine = newcomer("chip");
    const auto first = code({"code", kTerminal, Installation::kMerchantId});
    ASSERT_TRUE(enrol(machine, first));
    EXPECT_EQ(machine.enrolled.merchantName, Installation::kMerchantId);
    auto other = newcomer("other");
    ASSERT_TRUE(enrol(other, code({"code", kOther, Installation::kMerchantId, "小店"})));
    EXPECT_EQ(other.enrolled.merchantName, "小店");
    const auto trail = run({"audit"}).value();
    EXPECT_NE(trail.find("operator li\tcode_made\t20000001"), std::string::npos) << trail;
    EXPECT_EQ(trail.find(first), std::string::npos) << "a code is a secret";
}

TEST_F(OperatorTest, ARunningBackEndHeedsTheWordAtOnce) {
    const auto machine = paying("chip");
    ASSERT_TRUE(run({"suspend", kTerminal}));
    EXPECT_EQ(pay(machine).error().code, FailureCode::TerminalSuspended);
    ASSERT_TRUE(run({"resume", kTerminal}));
    EXPECT_TRUE(pay(machine));
    ASSERT_TRUE(run({"revoke", kTerminal}));
    EXPECT_EQ(pay(machine).error().code, FailureCode::TerminalRevoked);
    EXPECT_EQ(run({"resume", kTerminal}).error().code, FailureCode::TooLate);
    auto again = newcomer("again");
    ASSERT_TRUE(enrol(again, code({"code", kTerminal, Installation::kMerchantId})));
    openSession(again, masterKey(again));
    EXPECT_TRUE(pay(again));
    EXPECT_EQ(pay(machine).error().code, FailureCode::TerminalRevoked);
}

TEST_F(OperatorTest, OtherWordsAreRefused) {
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"code"},
        {"code", "1", Installation::kMerchantId},
        {"code", kTerminal, "1"},
        {"code", kTerminal, Installation::kMerchantId, ""},
        {"code", kTerminal, Installation::kMerchantId, std::string(257, 'x')},
        {"suspend"},
        {"suspend", kTerminal, kTerminal},
        {"audit", "all"},
        {"dance"}};
    for (const auto& words : wrong)
        EXPECT_EQ(run(words).error().code, FailureCode::InputMalformed);
    EXPECT_EQ(run({"suspend", kTerminal}).error().code, FailureCode::TerminalUnknown);
    EXPECT_EQ(run({"audit"}, "config.json").error().code, FailureCode::NotConfigured);
    EXPECT_EQ(run({"audit"}).value(), "");
}

TEST_F(OperatorTest, TheAuditTrailMovesNoCursor) {
    ASSERT_TRUE(terminals().audit({now(), "a\x1b[2J\n", "refused", "b\r", "c\t\x7f"}));
    const auto trail = run({"audit"}).value();
    EXPECT_NE(trail.find("a?[2J?\trefused\tb?\tc??\n"), std::string::npos) << trail;
}

}  // namespace
}  // namespace tappay::test
