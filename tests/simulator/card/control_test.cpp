#include "simulator/card/control.h"

#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <thread>

#include "terminal_side.h"

namespace tappay::test {
namespace {

using namespace simulator;

class Control : public testing::Test {
protected:
    Control()
        : m_box(m_directory.path(), m_directory.path("reader.sock"), m_random, m_log),
          m_end(::eventfd(0, EFD_CLOEXEC)) {
        auto debit = vectorProfile();
        EXPECT_TRUE(saveProfile(debit, m_directory.path("debit.json")));
        debit.contactless = true;
        EXPECT_TRUE(saveProfile(debit, m_directory.path("dual.json")));
        debit.contact = false;
        EXPECT_TRUE(saveProfile(debit, m_directory.path("tag.json")));
        m_server = std::move(*ControlServer::open(path(), m_box));
        m_thread = std::thread([this] { m_server->run(m_end); });
    }
    ~Control() override {
        ::eventfd_write(m_end, 1);
        m_thread.join();
        ::close(m_end);
    }
    [[nodiscard]] std::string path() const { return m_directory.path("sim.sock"); }
    std::string ask(const std::string& line) { return askControl(path(), line).value(); }

    TemporaryDirectory m_directory;
    Log m_log{"test", LogLevel::Error};
    crypto::SystemRandom m_random;
    CardBox m_box;
    int m_end;
    std::unique_ptr<ControlServer> m_server;
    std::thread m_thread;
};

TEST_F(Control, AnswersAsTheContractSays) {
    const std::string nothing =
        R"({"cards":["debit","dual","tag"],"insertable":["debit","dual"],"inserted":null,)"
        R"("ok":true,"tappable":["dual","tag"],"tapped":null})";
    for (const char* good :
         {R"({"cmd":"state"})", R"({"cmd":"fault","spec":"tear@7"})", R"({"cmd":"remove"})",
          R"({"cmd":"remove","reader":"contact"})", R"({"cmd":"remove","reader":"contactless"})",
          R"({"cmd":"pace","as":"contactless"})", R"({"cmd":"fault","spec":"lost@3"})"})
        EXPECT_EQ(ask(good), nothing) << good;
    EXPECT_TRUE(ask(R"({"cmd":"insert","card":"debit"})")
                    .starts_with(R"({"error":"reader.missing: no virtual reader)"));
    EXPECT_TRUE(ask(R"({"cmd":"tap","card":"dual"})").starts_with(R"({"error":"reader.missing)"));
    EXPECT_TRUE(ask(R"({"cmd":"tap","card":"debit"})").contains("debit has no antenna"));
    EXPECT_TRUE(ask(R"({"cmd":"insert","card":"tag"})").contains("tag has no contacts"));
    for (const char* bad :
         {R"({"cmd":"insert","card":"../debit"})", R"({"cmd":"insert","card":"gold"})",
          R"({"cmd":"fault","spec":"melt@1"})", R"({"cmd":"dance"})",
          R"({"cmd":"remove","reader":"left"})", R"({"cmd":"pin"})",
          R"({"cmd":"pin","digits":"12x4"})", R"({"cmd":"pin","cancel":true})",
          R"({"cmd":"pace","as":"slow"})", "[1]", "nonsense", ""})
        EXPECT_TRUE(ask(bad).ends_with("\"ok\":false}")) << bad;
}

TEST_F(Control, OneServerAPath) {
    EXPECT_EQ(ControlServer::open(path(), m_box).error().code, FailureCode::AlreadyRunning);
    EXPECT_EQ(std::filesystem::status(path()).permissions(), std::filesystem::perms(0600));
    EXPECT_EQ(askControl(m_directory.path("none.sock"), "{}").error().code,
              FailureCode::ReaderMissing);
}

}  // namespace
}  // namespace tappay::test
