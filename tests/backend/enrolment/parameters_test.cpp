#include <fstream>

#include "backend/enrolment/enrolling_test.h"
#include "backend/operator_commands.h"
#include "protocol/parameters.h"
#include "protocol/time.h"
#include "store/database.h"

// Parameters from the operator to the terminals.
namespace tappay::test {
namespace {

class ParametersTest : public EnrollingTest {
protected:
    static std::string set(std::uint32_t version, const char* profile = "test",
                           const char* rest = R"(, "aids": [])") {
        return R"({"version": )" + std::to_string(version) + R"(, "profile": ")" + profile + "\"" +
               rest + "}\n";
    }
    FailureCode give(const std::string& contents) {
        m_installation.write("parameters.json", contents);
        const std::vector<std::string> words{"parameters", m_installation.file("parameters.json")};
        const auto done = backend::runCommand(m_installation.config("enrolling.json"), words,
                                              "operator li", m_time, m_random);
        return done ? FailureCode::Internal : done.error().code;
    }
    Result<protocol::ParametersAnswer> askFor(const Newcomer& machine, std::uint32_t version,
                                              const std::string& terminalId = kTerminal) {
        const protocol::ParametersQuestion question{terminalId, version, machine.now()};
        return ask("/v1/parameters", machine.signText(protocol::encode(question)), answerKey(),
                   protocol::decodeParametersAnswer);
    }
};

TEST_F(ParametersTest, TheNewestComesSignedAndAsItWasGiven) {
    const auto machine = paying("chip");
    EXPECT_EQ(signOn(machine, 1)->parametersVersion, 0U);
    EXPECT_EQ(askFor(machine, 0).error().code, FailureCode::NotFound);
    ASSERT_EQ(give(set(1)), FailureCode::Internal);
    ASSERT_EQ(give(set(7)), FailureCode::Internal);
    EXPECT_EQ(signOn(machine, 1)->parametersVersion, 7U) << "without a restart";
    for (const std::uint32_t had : {0U, 6U}) {
        const auto answer = askFor(machine, had);
        ASSERT_TRUE(answer) << answer.error().detail;
        EXPECT_EQ(answer->version, 7U);
        EXPECT_EQ(answer->profile, "test");
        EXPECT_EQ(answer->contents, set(7));
        EXPECT_EQ(answer->terminalId, kTerminal);
        EXPECT_TRUE(protocol::parseTime(answer->asked));
    }
    EXPECT_EQ(askFor(machine, 7)->contents, "") << "has them";
    EXPECT_EQ(askFor(machine, 8)->version, 7U) << "that it refuses, it says itself";
    EXPECT_EQ(audited("parameters_changed", "version 7"), 1U);
}

TEST_F(ParametersTest, NeverBackAndNeverAnotherProfile) {
    ASSERT_EQ(give(set(5, "production")), FailureCode::Internal);
    for (const auto& [contents, why] :
         {std::pair{set(5, "production"), "the same version"},
          std::pair{set(4, "production"), "an older one"}, std::pair{set(6), "another profile"}})
        EXPECT_EQ(give(contents), FailureCode::ParametersRejected) << why;
    EXPECT_EQ(terminals().parametersVersion().value(), 5U);
    EXPECT_EQ(give(set(6, "production")), FailureCode::Internal);
    EXPECT_EQ(audited("parameters_changed"), 2U);
}

TEST_F(ParametersTest, OnlyASetThatAnAnswerCanCarry) {
    const std::string spaces(protocol::kLargestParameters - set(1).size(), ' ');
    std::string quotes = R"(, "x": ")";
    while (quotes.size() < 30'000)
        quotes += R"(\")";
    quotes += '"';
    for (const auto& contents : {std::string(), std::string("{"), std::string("[]"), set(0),
                                 set(1, "sandbox"), std::string(R"({"profile": "test"})"),
                                 std::string("{\"version\": 1, \"profile\": \"\xFF\"}"),
                                 set(1, "test", quotes.c_str()), set(1) + spaces + " "})
        EXPECT_EQ(give(contents), FailureCode::InputMalformed) << contents.substr(0, 60);
    EXPECT_EQ(terminals().parametersVersion().value(), 0U);
    const auto machine = paying("chip");
    ASSERT_EQ(give(set(1) + spaces), FailureCode::Internal);
    const auto answer = askFor(machine, 0);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->contents.size(), protocol::kLargestParameters);
}

TEST_F(ParametersTest, OnlyForEnrolledTerminalsAboutThemselvesAndNow) {
    ASSERT_EQ(give(set(1)), FailureCode::Internal);
    const auto machine = paying("chip");
    EXPECT_EQ(askFor(machine, 0, kOther).error().code, FailureCode::PermissionDenied);
    auto question = protocol::ParametersQuestion{kTerminal, 0, machine.now()};
    question.time = "2026-01-01T00:00:00.000Z";
    EXPECT_EQ(post("/v1/parameters", machine.signText(protocol::encode(question)), answerKey())
                  .error()
                  .code,
              FailureCode::ClockWrong);
    const auto json =
        protocol::encode(protocol::ParametersQuestion{Installation::kTerminalId, 0, machine.now()});
    const auto signer = m_questions.signer();
    const auto body = crypto::jwsSign(signer.kid, asBytes(json), signer.sign).value();
    EXPECT_EQ(post("/v1/parameters", body, answerKey()).error().code, FailureCode::NotEnrolled);
}

// A register from before there were parameters.
TEST_F(ParametersTest, AnOlderRegisterGetsItsTable) {
    m_backend.reset();
    auto database = store::Database::open(m_installation.file("terminals.db")).value();
    ASSERT_TRUE(database.execute("DROP TABLE parameters; PRAGMA user_version = 1"));
    EXPECT_EQ(terminals().parametersVersion().value(), 0U);
    EXPECT_EQ(give(set(1)), FailureCode::Internal);
}

}  // namespace
}  // namespace tappay::test
