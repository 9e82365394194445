#include <gtest/gtest.h>
#include <sys/types.h>

#include <QDir>
#include <QJsonArray>
#include <filesystem>

#include "running_sale.h"
#include "standing.h"

// A real virtual chip that is killed, or put back from a copy, under a running terminal.
namespace tappay::system_test {

namespace {

class ChipTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(sandbox.ready()); }
    [[nodiscard]] qint64 chip() const { return chipProcess(sandbox.processId("tappayd")); }
    // What the screen says is what the issuer has booked.
    void expectBooksAgree(const Finished& sale) const {
        const QString state = sale.json().value("state").toString();
        if (state == "approved") {
            EXPECT_EQ(sandbox.net(), "12.34");
        } else {
            EXPECT_FALSE(sale.failure().isEmpty()) << sale.everything();
            EXPECT_EQ(sandbox.net(), "0.00");
        }
    }
    [[nodiscard]] std::filesystem::path path(const char* name) const {
        return sandbox.path(name).toStdString();
    }

    SandboxProcess sandbox{{"--empty", "--chip", "virtual"}};
};

}  // namespace

TEST_F(ChipTest, KilledAtRestItComesBackWithoutLoss) {
    const qint64 before = chip();
    ASSERT_TRUE(killChip(before));
    EXPECT_NE(chip(), before);
    EXPECT_EQ(sandbox.sale("12.34").status, 0);
    EXPECT_EQ(sandbox.ctl({"signon"}).status, 0);
    EXPECT_EQ(audited(sandbox, "cloned"), 0);
}

TEST_F(ChipTest, KilledDuringASaleItGoesOnOrTheFailureHasAName) {
    // At "Present card", and while the PIN is awaited: the request that is signed comes after both.
    for (const char* moment : {"Present card", "PIN"}) {
        RunningSale sale(sandbox, "1000.00");
        const bool atPin = moment == std::string_view("PIN");
        if (atPin) sandbox.insert("debit");
        ASSERT_TRUE(sale.waitFor(moment)) << sale.said().toStdString();
        ASSERT_TRUE(killChip(chip()));
        if (!atPin) sandbox.insert("debit");
        sale.type("123456");
        const Finished ended = sale.end();
        EXPECT_EQ(ended.json().value("state").toString(), "approved") << ended.everything();
        sandbox.remove();
    }
    EXPECT_EQ(sandbox.net(), "2000.00");
}

TEST_F(ChipTest, KilledAgainAndAgainItIsNeverAWrongState) {
    // More often than it is started again within a minute.
    for (int i = 0; i < 6; ++i) {
        const qint64 process = chipProcess(sandbox.processId("tappayd"));
        if (process == 0) break;
        ASSERT_TRUE(killChip(process));
    }
    expectBooksAgree(sandbox.sale("12.34"));
    EXPECT_EQ(audited(sandbox, "cloned"), 0);
}

TEST_F(ChipTest, PutBackFromACopyItIsShutOut) {
    sandbox.kill("tappayd");
    std::filesystem::copy(path("tappayd/chip/state"), path("copy"));
    {
        const auto again = sandbox.restart("tappayd", "tappayd/config.json");
        EXPECT_EQ(waitForStanding(sandbox, ""), "") << "its own state is no copy";
        again->terminate();
        ASSERT_TRUE(again->waitForFinished(10'000));
    }
    std::filesystem::remove_all(path("tappayd/chip/state"));
    std::filesystem::copy(path("copy"), path("tappayd/chip/state"));
    const auto again = sandbox.restart("tappayd", "tappayd/config.json");
    EXPECT_EQ(waitForStanding(sandbox, "terminal.cloned"), "terminal.cloned");
    EXPECT_EQ(sandbox.sale("12.34").failure(), "terminal.cloned");
    EXPECT_EQ(sandbox.net(), "0.00");
    EXPECT_EQ(audited(sandbox, "cloned"), 1);
    EXPECT_EQ(sandbox.ctl({"signon"}).failure(), "terminal.cloned");
    again->terminate();
    EXPECT_TRUE(again->waitForFinished(10'000));
}

// The enrolment is begun, and the chip killed after 0, 10, 20 ... ms of it.
TEST(ChipAtEnrolment, KilledAtAnyMomentThereIsATerminalOrANamedFailure) {
    for (int delay = 0; delay <= 160; delay += 40) {
        const SandboxProcess sandbox({"--card", "debit", "--new", "--chip", "virtual"});
        ASSERT_TRUE(sandbox.ready());
        const qint64 chip = chipProcess(sandbox.processId("tappayd"));
        QProcess enrolling;
        enrolling.setProcessEnvironment(sandbox.environment());
        const QString code = sandbox.summary().value("enrolmentCode").toString();
        enrolling.start(binary("tappayctl"), {"--json", "enrol", code});
        enrolling.waitForFinished(delay);
        ASSERT_TRUE(killChip(chip));
        ASSERT_TRUE(enrolling.state() == QProcess::NotRunning || enrolling.waitForFinished(60'000));
        if (enrolling.exitCode() != 0) {
            const QJsonObject failure = security(sandbox).value("failure").toObject();
            EXPECT_FALSE(failure.value("code").toString().isEmpty()) << "after " << delay << " ms";
            const QByteArray another =
                operate(sandbox, {"code", "10000001", "898310054110001"}).output.trimmed();
            (void)sandbox.ctl({"enrol", QString::fromUtf8(another)});
        }
        EXPECT_EQ(waitForStanding(sandbox, ""), "") << "after " << delay << " ms";
        EXPECT_EQ(sandbox.sale("1.00").status, 0) << "after " << delay << " ms";
    }
}

}  // namespace tappay::system_test
