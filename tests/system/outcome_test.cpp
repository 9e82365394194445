#include <gtest/gtest.h>

#include "sandbox_process.h"

// Cards and amounts end as their names say, one after the other in one sandbox.
namespace tappay::system_test {

namespace {

constexpr int kApproved = 0, kDeclined = 1, kFailed = 4;

class Outcome : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_sandbox = std::make_unique<SandboxProcess>(QStringList{"--empty"});
    }
    static void TearDownTestSuite() { s_sandbox.reset(); }
    void SetUp() override { ASSERT_TRUE(s_sandbox->ready()); }

    static inline std::unique_ptr<SandboxProcess> s_sandbox;
};

}  // namespace

TEST_F(Outcome, OfAmountEndings) {
    const QString before = s_sandbox->net();
    for (const char* code : {"05", "51", "54", "61", "91"}) {
        const Finished sale = s_sandbox->sale(QString("10.%1").arg(code));
        EXPECT_EQ(sale.status, kDeclined) << code << sale.output.toStdString();
        EXPECT_EQ(sale.failure(), "bank.declined") << code;
        EXPECT_EQ(sale.json().value("responseCode").toString(), code);
    }
    EXPECT_EQ(s_sandbox->net(), before);
    for (const char* approved : {"10.71", "10.72"})
        EXPECT_EQ(s_sandbox->sale(approved).status, kApproved) << approved;
}

TEST_F(Outcome, OfPins) {
    const Finished right = s_sandbox->sale("1000.00");
    EXPECT_EQ(right.status, kApproved) << right.output.toStdString();
    EXPECT_EQ(right.json().value("cvm").toString(), "online_pin");
    const Finished wrong = s_sandbox->sale("1000.00", "debit", "654321\n");
    EXPECT_EQ(wrong.status, kDeclined) << wrong.output.toStdString();
    EXPECT_EQ(wrong.json().value("responseCode").toString(), "55");
}

TEST_F(Outcome, OfASaleThatIsUndoneByTheShop) {
    const QString before = s_sandbox->net();
    const Finished sale = s_sandbox->sale("20.00");
    ASSERT_EQ(sale.status, kApproved) << sale.output.toStdString();
    const QString id = sale.json().value("id").toString();
    const Finished undo = s_sandbox->ctl({"undo", id});
    EXPECT_EQ(undo.json().value("state").toString(), "undone") << undo.output.toStdString();
    EXPECT_EQ(s_sandbox->net(), before);
}

TEST_F(Outcome, OfACardPulledOutEarly) {
    const QString before = s_sandbox->net();
    s_sandbox->remove();
    s_sandbox->cards({{"cmd", "fault"}, {"spec", "tear@4"}});
    s_sandbox->insert("debit");
    const Finished sale = s_sandbox->ctl({"sale", "--amount", "10.00"});
    EXPECT_EQ(sale.status, kFailed) << sale.output.toStdString();
    EXPECT_EQ(sale.failure(), "card.removed");
    EXPECT_EQ(s_sandbox->net(), before);
}

}  // namespace tappay::system_test
