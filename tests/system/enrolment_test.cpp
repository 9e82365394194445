#include <gtest/gtest.h>

#include "standing.h"

// A machine with a chip becomes a terminal over the network alone.
namespace tappay::system_test {

namespace {

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

QString form(const SandboxProcess& sandbox) {
    return text(security(sandbox).value("chip").toObject(), "form");
}

}  // namespace

TEST(Enrolment, TheSandboxEnrolsItselfWithAVirtualChipAndSells) {
    const SandboxProcess sandbox({"--empty", "--chip", "virtual"});
    ASSERT_TRUE(sandbox.ready());
    EXPECT_EQ(form(sandbox), "virtual");
    for (const char* what : {"enrolled", "key_acknowledged", "signed_on"})
        EXPECT_EQ(audited(sandbox, what), 1) << what;
    // The issuer compares the PIN: it has come through the key module, under the network's key.
    const Finished sale = sandbox.sale("1000.00");
    EXPECT_EQ(sale.status, 0) << sale.everything();
    EXPECT_EQ(text(sale.json(), "cvm"), "online_pin");
    EXPECT_EQ(text(sale.json(), "state"), "approved");
    const Finished wrong = sandbox.sale("1000.00", "debit", "654321\n");
    EXPECT_EQ(text(wrong.json(), "responseCode"), "55") << wrong.everything();
    EXPECT_EQ(sandbox.net(), "1000.00");
}

TEST(Enrolment, WaitsForAPersonWithTheCode) {
    const SandboxProcess sandbox({"--card", "debit", "--new"});
    ASSERT_TRUE(sandbox.ready());
    EXPECT_EQ(waitForStanding(sandbox, "terminal.not_enrolled"), "terminal.not_enrolled");
    EXPECT_EQ(sandbox.sale("1.00").failure(), "terminal.not_enrolled");
    const Finished wrong = sandbox.ctl({"enrol", "4K7P-XQ2M-9TRA"});
    EXPECT_EQ(wrong.failure(), "enrolment.code") << wrong.everything();
    const QString code = sandbox.summary().value("enrolmentCode").toString();
    const Finished enrolled = sandbox.ctl({"enrol", code});
    EXPECT_EQ(enrolled.status, 0) << enrolled.everything();
    EXPECT_EQ(waitForStanding(sandbox, ""), "");
    EXPECT_EQ(sandbox.sale("1.00").status, 0);
    EXPECT_EQ(text(enrolled.json().value("enrolment").toObject(), "terminalId"), "10000001");
    const Finished again = sandbox.ctl({"enrol", code});
    EXPECT_NE(again.status, 0) << "a code is good once";
    EXPECT_EQ(audited(sandbox, "enrolled"), 1);
}

TEST(Enrolment, OfAMachineThatWasRestartedHolds) {
    const SandboxProcess sandbox({"--card", "debit", "--chip", "virtual"});
    ASSERT_TRUE(sandbox.ready());
    sandbox.kill("tappayd");
    const auto again = sandbox.restart("tappayd", "tappayd/config.json");
    EXPECT_EQ(waitForStanding(sandbox, ""), "");
    EXPECT_EQ(audited(sandbox, "enrolled"), 1);
    EXPECT_EQ(audited(sandbox, "signed_on"), 2);
    EXPECT_EQ(sandbox.sale("1.00").status, 0);
    again->terminate();
    EXPECT_TRUE(again->waitForFinished(10'000));
}

TEST(Enrolment, WithoutAChipThePersonIsTold) {
    const SandboxProcess sandbox({"--card", "debit", "--chip", "none"});
    ASSERT_TRUE(sandbox.ready());
    const QJsonObject chip = security(sandbox).value("chip").toObject();
    EXPECT_EQ(text(chip, "form"), "tpm") << "never another one in its place";
    EXPECT_EQ(text(chip.value("failure").toObject(), "code"), "chip.unavailable");
    const Finished sale = sandbox.sale("1.00");
    EXPECT_NE(sale.status, 0);
    EXPECT_FALSE(sale.failure().isEmpty());
    EXPECT_EQ(sandbox.ctl({"enrol", "4K7P-XQ2M-9TRA"}).failure(), "chip.unavailable");
    EXPECT_EQ(sandbox.net(), "0.00");
}

}  // namespace tappay::system_test
