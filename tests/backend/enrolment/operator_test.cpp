#include "backend/enrolment/enrolling_test.h"
#include "backend/operator_commands.h"
#include "backend/orders/shop_desk.h"
#include "protocol/management.h"

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

TEST_F(OperatorTest, ACommandForATerminalIsAnAddressOfThePage) {
    ShopDesk::writeConfig(m_installation, "enrolling.json", "with-page.json");
    const std::vector<std::string> words{"manage", kTerminal, "sign_on"};
    EXPECT_EQ(run(words, "with-page.json").error().code, FailureCode::TerminalUnknown);
    auto machine = newcomer("chip");
    ASSERT_TRUE(enrol(machine, code({"code", kTerminal, Installation::kMerchantId})));
    EXPECT_EQ(run(words).error().code, FailureCode::NotConfigured);
    const auto address = run(words, "with-page.json").value();
    const std::string page = "https://pay.example/manage#";
    ASSERT_TRUE(address.starts_with(page)) << address;
    const auto compact = address.substr(page.size(), address.size() - page.size() - 1);
    const auto key = m_installation.config("enrolling.json").answerKey.publicKey();
    const auto command =
        protocol::openManagementCommand(compact, crypto::EcVerifier::create(key).value());
    ASSERT_TRUE(command) << command.error().detail;
    EXPECT_EQ(command->terminalId, kTerminal);
    EXPECT_EQ(command->task, protocol::ManagementTask::SignOn);
    const auto trail = run({"audit"}).value();
    EXPECT_NE(trail.find("management_wanted\t20000001\tsign_on"), std::string::npos) << trail;
}

TEST_F(OperatorTest, OtherWordsAreRefused) {
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"code"},
        {"code", "1", Installation::kMerchantId},
        {"code", kTerminal, "1"},
        {"code", kTerminal, Installation::kMerchantId, ""},
        {"code", kTerminal, Installation::kMerchantId, std::string(257, 'x')},
        {"manage", kTerminal},
        {"manage", kTerminal, "dance"},
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
