#include <gtest/gtest.h>

#include <QDeadlineTimer>

#include "sandbox_process.h"

// Power cuts of the terminal, at the worst moment: the host has approved, the card has not
// completed.
namespace tappay::system_test {

namespace {

using namespace std::chrono_literals;

// The second GENERATE AC of the debit card, counted from the insertion; EXTERNAL AUTHENTICATE is
// the one before.
constexpr auto kSecondGenerateAc = 13;

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

}  // namespace

TEST(Interruption, BetweenApprovalAndCompletionEndsUndone) {
    const SandboxProcess sandbox({"--empty"});
    ASSERT_TRUE(sandbox.ready());
    sandbox.cards({{"cmd", "fault"}, {"spec", QString("delay@%1:30000").arg(kSecondGenerateAc)}});
    sandbox.insert("debit");
    QProcess sale;
    sale.setProcessEnvironment(sandbox.environment());
    sale.start(binary("tappayctl"), {"--json", "sale", "--amount", "12.34"});
    ASSERT_TRUE(sale.waitForStarted());
    const QJsonObject held = sandbox.waitForState({}, {"host_approved"}, 20s);
    ASSERT_EQ(text(held, "state"), "host_approved");
    EXPECT_EQ(sandbox.net(), "12.34");

    sandbox.kill("tappayd");
    sale.kill();
    sale.waitForFinished();
    sandbox.remove();

    const auto again = sandbox.restart("tappayd", "tappayd/config.json");
    const QJsonObject last = sandbox.waitForState(text(held, "id"), {"undone"}, 20s);
    EXPECT_EQ(text(last, "state"), "undone");
    EXPECT_EQ(sandbox.net(), "0.00");
    again->terminate();
    EXPECT_TRUE(again->waitForFinished(5000));
}

TEST(Interruption, OfTheBackEndWhileTheNetworkThinksEndsUndone) {
    const SandboxProcess sandbox({"--card", "debit", "--fault", "network:late@1:60000"});
    ASSERT_TRUE(sandbox.ready());
    QProcess sale;
    sale.setProcessEnvironment(sandbox.environment());
    sale.start(binary("tappayctl"), {"--json", "sale", "--amount", "12.34"});
    const QDeadlineTimer deadline(20s);
    while (sandbox.net() != "12.34" && !deadline.hasExpired()) {
    }
    ASSERT_EQ(sandbox.net(), "12.34");
    sandbox.kill("tappay-backend");
    const auto again = sandbox.restart("tappay-backend", "backend/config.json");
    const QJsonObject last = sandbox.waitForState({}, {"undone", "failed", "approved"}, 40s);
    EXPECT_EQ(text(last, "state"), "undone");
    EXPECT_EQ(sandbox.net(), "0.00");
    // The event loop of the wait may have seen its end already.
    EXPECT_TRUE(sale.state() == QProcess::NotRunning || sale.waitForFinished(20'000));
    EXPECT_TRUE(sale.exitCode() == 3 || sale.exitCode() == 4) << sale.exitCode();
    again->terminate();
    EXPECT_TRUE(again->waitForFinished(5000));
}

TEST(Interruption, OfTheCardAtItsCompletionEndsUndone) {
    const SandboxProcess sandbox({"--empty"});
    ASSERT_TRUE(sandbox.ready());
    sandbox.cards({{"cmd", "fault"}, {"spec", QString("tear@%1").arg(kSecondGenerateAc)}});
    sandbox.insert("debit");
    const Finished sale = sandbox.ctl({"sale", "--amount", "12.34"});
    EXPECT_TRUE(sale.status == 3 || sale.status == 4) << sale.output.toStdString();
    EXPECT_EQ(text(sandbox.waitForState(text(sale.json(), "id"), {"undone"}, 20s), "state"),
              "undone");
    EXPECT_EQ(sandbox.net(), "0.00");
}

}  // namespace tappay::system_test
