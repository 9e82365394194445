#include <gtest/gtest.h>

#include <QJsonArray>

#include "sandbox_process.h"

// What the network does wrong, and that the money never disagrees with the screen.
namespace tappay::system_test {

namespace {

using namespace std::chrono_literals;

constexpr auto kUndoTime = 30s;

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

// Without the right trace or terminal number nobody knows whose answer it is: there was none.
const char* reasonFor(const QString& field) {
    if (field == "64") return "A0";
    return field == "11" || field == "41" ? "98" : "06";
}

void expectUndone(const SandboxProcess& sandbox, const QJsonObject& said) {
    const QJsonObject last = sandbox.waitForState(text(said, "id"), {"undone"}, kUndoTime);
    EXPECT_EQ(text(last, "state"), "undone");
    EXPECT_EQ(sandbox.net(), "0.00");
}

}  // namespace

class WrongField : public testing::TestWithParam<const char*> {};

// One answer with this field changed is not believed: nothing approved, and taken back with the
// reason the network's rules name.
TEST_P(WrongField, IsNeverApprovedAndTakenBack) {
    const QString field = GetParam();
    const SandboxProcess sandbox(
        {"--card", "debit", "--fault", "network:wrong-field@1:" + field, "--answer-timeout", "2"});
    ASSERT_TRUE(sandbox.ready());
    const Finished sale = sandbox.sale("12.34");
    EXPECT_TRUE(sale.status == 3 || sale.status == 4)
        << sale.status << sale.output.toStdString() << sale.errors.toStdString();
    expectUndone(sandbox, sale.json());
    const QJsonArray entries = sandbox.totals().value("entries").toArray();
    ASSERT_EQ(entries.size(), 1);
    EXPECT_EQ(text(entries.first().toObject(), "state"), "reversed");
    EXPECT_EQ(text(entries.first().toObject(), "reversalReason"), reasonFor(field));
}

INSTANTIATE_TEST_SUITE_P(Checked, WrongField,
                         testing::Values("type", "3", "4", "11", "41", "42", "64"));

TEST(NetworkFault, CutConnectionsEndUndoneAndTheNextSaleGoes) {
    const SandboxProcess sandbox({"--card", "debit", "--fault", "network:cut-after@1", "--fault",
                                  "network:cut-before@2", "--fault", "network:twice@3"});
    ASSERT_TRUE(sandbox.ready());
    for (const char* amount : {"1.00", "2.00"}) {
        const Finished sale = sandbox.sale(amount);
        EXPECT_NE(sale.status, 0) << amount;
        expectUndone(sandbox, sale.json());
    }
    // An answer that comes twice is heard once, and not by the sale after it.
    EXPECT_EQ(sandbox.sale("3.00").status, 0);
    EXPECT_EQ(sandbox.sale("4.00").status, 0);
    EXPECT_EQ(sandbox.net(), "7.00");
}

// The answer comes when the payment has been taken back already, and during the next sale.
TEST(NetworkFault, AnAnswerAfterTheReversalChangesNothing) {
    const SandboxProcess sandbox(
        {"--card", "debit", "--fault", "network:late@1:2300", "--answer-timeout", "2"});
    ASSERT_TRUE(sandbox.ready());
    const Finished late = sandbox.sale("12.34");
    EXPECT_NE(late.status, 0) << late.output.toStdString();
    expectUndone(sandbox, late.json());
    const Finished next = sandbox.sale("5.00");
    EXPECT_EQ(next.status, 0) << next.output.toStdString();
    EXPECT_EQ(text(sandbox.transaction(text(late.json(), "id")), "state"), "undone");
    EXPECT_EQ(sandbox.net(), "5.00");
}

TEST(NetworkFault, NoAnswerIsNotKnownFirstAndUndoneThen) {
    const SandboxProcess sandbox({"--card", "debit", "--fault", "network:no-answer@1", "--fault",
                                  "network:reversal-no-answer@1", "--answer-timeout", "2"});
    ASSERT_TRUE(sandbox.ready());
    const Finished sale = sandbox.sale("12.34");
    EXPECT_TRUE(sale.status == 3 || sale.status == 4) << sale.status;
    EXPECT_NE(text(sale.json(), "state"), "approved");
    const QJsonObject last = sandbox.waitForState(text(sale.json(), "id"), {"undone"}, 60s);
    EXPECT_EQ(text(last, "state"), "undone");
    EXPECT_EQ(sandbox.net(), "0.00");
    EXPECT_EQ(
        text(sandbox.totals().value("entries").toArray().first().toObject(), "reversalReason"),
        "98");
}

}  // namespace tappay::system_test
