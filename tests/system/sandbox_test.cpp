#include <gtest/gtest.h>
#include <signal.h>

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include "sandbox_process.h"

// The sandbox itself.
namespace tappay::system_test {

namespace {

Finished sandbox(const QStringList& arguments) {
    return runProgram(binary("tappay-sandbox"), arguments);
}

}  // namespace

TEST(Sandbox, PassesTheExitStatusOnAndLeavesNothing) {
    const QTemporaryDir parent;
    const QString directory = parent.filePath("box");
    const Finished kept = sandbox(
        {"run", "--dir", directory, "--", "sh", "-c", "echo \"$TAPPAY_SANDBOX_DIR\"; exit 7"});
    EXPECT_EQ(kept.status, 7) << kept.errors.toStdString();
    EXPECT_EQ(kept.output.trimmed(), directory.toUtf8());
    EXPECT_TRUE(QDir(directory).exists());
    EXPECT_EQ(QFile::permissions(directory) & (QFile::ReadGroup | QFile::ReadOther),
              QFile::Permissions{});

    const Finished signalled =
        sandbox({"run", "--", "sh", "-c", "echo $TAPPAY_SANDBOX_DIR; kill -9 $$"});
    EXPECT_EQ(signalled.status, 128 + SIGKILL);
    EXPECT_FALSE(QDir(QString::fromUtf8(signalled.output.trimmed())).exists());
}

TEST(Sandbox, TakesEverythingDown) {
    QList<qint64> processes;
    {
        const SandboxProcess up({"--card", "debit"});
        ASSERT_TRUE(up.ready());
        for (const char* name :
             {"tappayd", "tappay-backend", "tappay-sim-network", "tappay-sim-card", "pcscd"}) {
            processes += up.processId(name);
            ASSERT_GT(processes.last(), 0) << name;
            EXPECT_EQ(::kill(static_cast<pid_t>(processes.last()), 0), 0) << name;
        }
    }
    for (const qint64 process : processes)
        EXPECT_NE(::kill(static_cast<pid_t>(process), 0), 0) << process;
}

TEST(Sandbox, SaysWhatIsWrong) {
    const Finished noVerb = sandbox({});
    EXPECT_EQ(noVerb.status, 2);
    EXPECT_TRUE(noVerb.errors.contains("usage: tappay-sandbox run"));
    const Finished noCard = sandbox({"run", "--card", "none", "--", "true"});
    EXPECT_EQ(noCard.status, 125);
    EXPECT_TRUE(noCard.errors.contains("none.json")) << noCard.errors.toStdString();
    const Finished noFault = sandbox({"run", "--fault", "network:sulk@1", "--", "true"});
    EXPECT_EQ(noFault.status, 125);
    EXPECT_TRUE(noFault.errors.contains("tappay-sim-network did not start"));
    EXPECT_TRUE(noFault.errors.contains("sulk@1")) << noFault.errors.toStdString();
    const Finished noDirectory = sandbox({"run", "--dir", "/", "--", "true"});
    EXPECT_EQ(noDirectory.status, 125);
    EXPECT_TRUE(noDirectory.errors.contains("not an empty directory"));
    EXPECT_EQ(sandbox({"run", "--", "no-such-program"}).status, 127);
}

}  // namespace tappay::system_test
