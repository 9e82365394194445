#include "simulator/sandbox/program.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTcpServer>
#include <QTemporaryDir>

#include "simulator/sandbox/ports.h"

namespace tappay::simulator::sandbox {

namespace {

using namespace std::chrono_literals;

class ProgramTest : public testing::Test {
protected:
    Program shell(const char* script) {
        return {"the-program", "/bin/sh", {"-c", script}, directory.filePath("log")};
    }

    int count = 1;
    char name[5] = "test";
    char* words[2] = {name, nullptr};
    QCoreApplication application{count, words};
    QTemporaryDir directory;
};

}  // namespace

TEST_F(ProgramTest, ThatEndsEarlyIsNamedWithItsLastLines) {
    Program program = shell("echo first; echo the reason >&2; exit 3");
    ASSERT_TRUE(program.start());
    const auto ready = program.waitReady({.socket = directory.filePath("none")}, Deadline::in(10s));
    ASSERT_FALSE(ready);
    EXPECT_NE(ready.error().detail.find("the-program did not start: exit status 3"),
              std::string::npos);
    EXPECT_NE(ready.error().detail.find("the reason"), std::string::npos);
}

TEST_F(ProgramTest, ThatNeverTakesConnectionsIsGivenUp) {
    Program program = shell("exec sleep 60");
    ASSERT_TRUE(program.start());
    const auto ready =
        program.waitReady({.socket = directory.filePath("none")}, Deadline::in(50ms));
    ASSERT_FALSE(ready);
    EXPECT_NE(ready.error().detail.find("takes no connections"), std::string::npos);
    program.stop(1s);
}

TEST_F(ProgramTest, IsReadyWhenItsPortTakesAConnection) {
    QTcpServer server;
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost, 0));
    Program program = shell("exec sleep 60");
    ASSERT_TRUE(program.start());
    EXPECT_TRUE(program.waitReady({.socket = {}, .port = server.serverPort()}, Deadline::in(10s)));
    program.stop(1s);
    EXPECT_EQ(program.howEnded(), "signal 15");
}

TEST_F(ProgramTest, ThatIgnoresTheRequestIsKilled) {
    Program program = shell("trap '' TERM; while :; do sleep 60; done");
    ASSERT_TRUE(program.start());
    program.stop(100ms);
    EXPECT_EQ(program.process().state(), QProcess::NotRunning);
}

TEST_F(ProgramTest, ThatDoesNotExistSaysSo) {
    Program program{"nothing", directory.filePath("nothing"), {}, directory.filePath("log")};
    const auto started = program.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, FailureCode::NotConfigured);
}

TEST(SandboxPorts, AreFreeAndDiffer) {
    const Ports ports = freePorts();
    EXPECT_NE(ports.backEnd, ports.network);
    EXPECT_FALSE(isTaken(ports.backEnd));
    QTcpServer server;
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost, ports.network));
    EXPECT_TRUE(isTaken(ports.network));
}

}  // namespace tappay::simulator::sandbox
