#include <gtest/gtest.h>

#include <QDeadlineTimer>

#include "sandbox_process.h"

namespace tappay::system_test {

TEST(Isolation, TwoSandboxesKnowNothingOfEachOther) {
    const SandboxProcess one({"--card", "debit"}), other({"--card", "credit"});
    ASSERT_TRUE(one.ready() && other.ready());
    EXPECT_EQ(one.ctl({"sale", "--amount", "1.00"}).status, 0);
    EXPECT_EQ(other.ctl({"sale", "--amount", "2.00"}).status, 0);
    EXPECT_EQ(one.net(), "1.00");
    EXPECT_EQ(other.net(), "2.00");
}

TEST(Isolation, TheCardsOfAnotherServiceCanBeUsed) {
    const SandboxProcess owner({"--card", "debit"});
    ASSERT_TRUE(owner.ready());
    const Finished read =
        runProgram(binary("tappay-sandbox"), {"run", "--pcsc", owner.path("pcscd.sock"), "--",
                                              binary("tappayctl"), "--json", "card", "read"});
    EXPECT_EQ(read.status, 0) << read.errors.toStdString();
    EXPECT_TRUE(read.output.contains("A000000333010101")) << read.output.toStdString();
}

TEST(Isolation, ADeadBackEndChargesNothingAndIsPickedUpWhenItComes) {
    SandboxProcess sandbox({"--card", "debit"});
    ASSERT_TRUE(sandbox.ready());
    sandbox.kill("tappay-backend");
    const Finished sale = sandbox.sale("10.00");
    EXPECT_EQ(sale.status, 4) << sale.output.toStdString();
    const QJsonObject said = sale.json();
    EXPECT_EQ(said.value("state").toString(), "failed");
    EXPECT_EQ(said.value("failure").toObject().value("code").toString(), "bank.unreachable");
    EXPECT_EQ(sandbox.net(), "0.00");
    EXPECT_TRUE(sandbox.messages().contains("tappay-backend ended (signal 9)"));

    const auto again = sandbox.restart("tappay-backend", "backend/config.json");
    // Until it listens, sales fail as before.
    const QDeadlineTimer deadline(20'000);
    int status = 4;
    while (status == 4 && !deadline.hasExpired())
        status = sandbox.sale("10.00").status;
    EXPECT_EQ(status, 0);
    EXPECT_EQ(sandbox.net(), "10.00");
    again->terminate();
    EXPECT_TRUE(again->waitForFinished(5000));
}

}  // namespace tappay::system_test
