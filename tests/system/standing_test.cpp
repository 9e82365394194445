#include <gtest/gtest.h>

#include <QJsonArray>

#include "standing.h"

// What the back end's operator decides about a terminal.
namespace tappay::system_test {

namespace {

qsizetype askedOfTheNetwork(const SandboxProcess& sandbox) {
    return sandbox.totals().value("entries").toArray().size();
}

}  // namespace

TEST(Standing, ASuspendedTerminalPaysNothingUntilItIsResumed) {
    const SandboxProcess sandbox({"--card", "debit"});
    ASSERT_TRUE(sandbox.ready());
    ASSERT_EQ(sandbox.sale("1.00").status, 0);
    ASSERT_EQ(operate(sandbox, {"suspend", "10000001"}).status, 0);
    const Finished refused = sandbox.sale("2.00");
    EXPECT_EQ(refused.failure(), "terminal.suspended") << refused.everything();
    EXPECT_EQ(sandbox.sale("2.00").failure(), "terminal.suspended");
    EXPECT_EQ(askedOfTheNetwork(sandbox), 1);
    EXPECT_EQ(sandbox.net(), "1.00");
    EXPECT_EQ(waitForStanding(sandbox, "terminal.suspended"), "terminal.suspended");

    ASSERT_EQ(operate(sandbox, {"resume", "10000001"}).status, 0);
    // Somebody who wants to sign on or to pay lets the terminal ask again.
    EXPECT_EQ(sandbox.ctl({"signon"}).status, 0);
    EXPECT_EQ(waitForStanding(sandbox, ""), "");
    EXPECT_EQ(sandbox.sale("2.00").status, 0);
    EXPECT_EQ(sandbox.net(), "3.00");
}

TEST(Standing, ARevokedTerminalIsOneNoMore) {
    const SandboxProcess sandbox({"--card", "debit"});
    ASSERT_TRUE(sandbox.ready());
    ASSERT_EQ(operate(sandbox, {"revoke", "10000001"}).status, 0);
    EXPECT_EQ(sandbox.sale("2.00").failure(), "terminal.revoked");
    EXPECT_EQ(askedOfTheNetwork(sandbox), 0);
    EXPECT_NE(operate(sandbox, {"resume", "10000001"}).status, 0);
    // For good: it has to be enrolled again.
    const QByteArray code =
        operate(sandbox, {"code", "10000001", "898310054110001", "Corner Shop"}).output.trimmed();
    const Finished enrolled = sandbox.ctl({"enrol", QString::fromUtf8(code)});
    EXPECT_EQ(enrolled.status, 0) << enrolled.everything();
    EXPECT_EQ(waitForStanding(sandbox, ""), "");
    EXPECT_EQ(sandbox.sale("2.00").status, 0);
}

}  // namespace tappay::system_test
