#include <gtest/gtest.h>

#include "running_sale.h"

// Sales in which the person has to do something in between: tap again, take the other card away,
// enter the PIN once more.
namespace tappay::system_test {

namespace {

constexpr int kApproved = 0, kDeclined = 1, kFailed = 4;

class Person : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_sandbox = std::make_unique<SandboxProcess>(QStringList{"--empty"});
    }
    static void TearDownTestSuite() { s_sandbox.reset(); }
    void SetUp() override {
        ASSERT_TRUE(s_sandbox->ready());
        s_sandbox->remove();
    }

    static void tap(const char* card) { s_sandbox->cards({{"cmd", "tap"}, {"card", card}}); }
    static void takeAway(const char* reader) {
        s_sandbox->cards({{"cmd", "remove"}, {"reader", reader}});
    }
    static void fault(const char* spec) { s_sandbox->cards({{"cmd", "fault"}, {"spec", spec}}); }

    static QString text(const Finished& sale, const char* name) {
        return sale.json().value(QLatin1String(name)).toString();
    }

    static std::unique_ptr<SandboxProcess> s_sandbox;
};

std::unique_ptr<SandboxProcess> Person::s_sandbox;

}  // namespace

TEST_F(Person, ConfirmsOnThePhoneAndTapsItAgain) {
    RunningSale sale(*s_sandbox, "1500.00");
    ASSERT_TRUE(sale.waitFor("Present card"));
    tap("phone");
    ASSERT_TRUE(sale.waitFor("See phone")) << sale.said().toStdString();
    takeAway("contactless");
    tap("phone");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kApproved) << end.everything();
    EXPECT_EQ(text(end, "interface"), "contactless");
    EXPECT_EQ(text(end, "cvm"), "none");  // verified on the phone
    EXPECT_FALSE(end.errors.contains("Enter PIN"));
}

TEST_F(Person, TakesTheSecondCardAway) {
    s_sandbox->insert("credit");
    tap("contactless-credit");
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("One card only")) << sale.said().toStdString();
    takeAway("contact");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kApproved) << end.everything();
    EXPECT_EQ(text(end, "interface"), "contactless");
}

// GPO answered with 6984: the card wants its contacts (JR/T 0025.12).
TEST_F(Person, InsertsTheCardThatWantsItsContacts) {
    fault("sw@3:6984");
    tap("contactless");
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Insert card")) << sale.said().toStdString();
    takeAway("contactless");
    s_sandbox->insert("contactless");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kApproved) << end.everything();
    EXPECT_EQ(text(end, "interface"), "contact");
}

TEST_F(Person, InsertsTheCardForAnAmountThatIsTooMuchToTap) {
    tap("contactless");
    RunningSale sale(*s_sandbox, "50000.00");
    ASSERT_TRUE(sale.waitFor("Insert card")) << sale.said().toStdString();
    s_sandbox->insert("contactless");
    ASSERT_TRUE(sale.waitFor("Enter PIN")) << sale.said().toStdString();
    sale.type("123456");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kApproved) << end.everything();
    EXPECT_EQ(text(end, "interface"), "contact");
}

TEST_F(Person, TapsTheCardAgainThatMovedTooEarly) {
    fault("tear@3");
    tap("contactless");
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Tap the same card again")) << sale.said().toStdString();
    tap("contactless");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kApproved) << end.everything();
    EXPECT_TRUE(end.json().value("cardBalance").isString());
}

// The answer to the last record is lost: the card has paid, and only it knows. After PPSE, SELECT
// and GPO come four records.
TEST_F(Person, TapsTheCardAgainThatMayHavePaid) {
    tap("contactless");
    const Finished before = s_sandbox->ctl({"sale", "--amount", "10.00"});
    ASSERT_EQ(before.status, kApproved) << before.everything();
    fault("lost@7");
    tap("contactless");
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Tap the same card again")) << sale.said().toStdString();
    tap("contactless");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kApproved) << end.everything();
    EXPECT_NEAR(text(before, "cardBalance").toDouble() - text(end, "cardBalance").toDouble(), 10.0,
                0.001);
    tap("contactless");
    const Finished after = s_sandbox->ctl({"sale", "--amount", "10.00"});
    EXPECT_NEAR(text(end, "cardBalance").toDouble() - text(after, "cardBalance").toDouble(), 10.0,
                0.001);
}

// No payment application to tap: perhaps there is one behind the contacts (Book B, 3.3.2).
TEST_F(Person, InsertsACardThatHasNothingToTap) {
    tap("transit");
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Insert card")) << sale.said().toStdString();
    s_sandbox->insert("transit");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kFailed) << end.everything();
    EXPECT_EQ(end.failure(), "card.not_accepted");
}

TEST_F(Person, EntersAWrongPinThenTheRightOne) {
    s_sandbox->insert("offline-pin");
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Enter PIN"));
    sale.type("654321");
    ASSERT_TRUE(sale.waitFor("Incorrect PIN. 2 tries left")) << sale.said().toStdString();
    sale.type("654322");
    ASSERT_TRUE(sale.waitFor("Last try")) << sale.said().toStdString();
    sale.type("123456");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kApproved) << end.everything();
    EXPECT_EQ(text(end, "cvm"), "offline_pin");
}

// The card lets a sale go on without the PIN (TVR, byte 3, bits 8 and 4); the bank does not.
TEST_F(Person, DoesWithoutThePinAndIsRefusedByTheBank) {
    s_sandbox->insert("offline-pin");
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Enter PIN"));
    ASSERT_TRUE(sale.call("pin.bypass"));
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kDeclined) << end.everything();
    EXPECT_EQ(text(end, "responseCode"), "55");
    EXPECT_EQ(text(end, "cvm"), "none");
    const QString tvr = end.json().value("emv").toObject().value("tvr").toString();
    EXPECT_EQ(tvr.mid(4, 2).toInt(nullptr, 16) & 0x88, 0x88) << end.everything();
}

// Runs last of those with the card's PIN: its tries are used up.
TEST_F(Person, IsVerifiedByTheBankOnceTheCardsTriesAreUsedUp) {
    s_sandbox->insert("offline-pin");
    RunningSale sale(*s_sandbox, "10.00");
    for (const char* wrong : {"111111", "222222", "333333"}) {
        ASSERT_TRUE(sale.waitFor("Enter PIN")) << sale.said().toStdString();
        sale.type(wrong);
    }
    ASSERT_TRUE(sale.waitFor("Enter PIN")) << sale.said().toStdString();
    sale.type("123456");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kApproved) << end.everything();
    EXPECT_EQ(text(end, "cvm"), "online_pin");
    // Blocked from now on: the card is not asked any more.
    const Finished next = s_sandbox->sale("10.00", "offline-pin");
    EXPECT_EQ(next.status, kApproved) << next.everything();
    EXPECT_EQ(text(next, "cvm"), "online_pin");
}

TEST_F(Person, IsRefusedWithThreeWrongPinsWhereOnlyTheCardCanTell) {
    const Finished wrong = s_sandbox->sale("10.00", "plain-pin", "111111\n222222\n333333\n");
    EXPECT_EQ(wrong.status, kDeclined) << wrong.everything();
    EXPECT_EQ(text(wrong, "responseCode"), "75");
    const Finished blocked = s_sandbox->sale("10.00", "plain-pin");
    EXPECT_EQ(blocked.status, kDeclined) << blocked.everything();
    EXPECT_FALSE(blocked.errors.contains("Enter PIN"));
}

TEST_F(Person, TakesTheCardAwayWhileThePinIsAskedFor) {
    s_sandbox->insert("debit");
    RunningSale sale(*s_sandbox, "1000.00");
    ASSERT_TRUE(sale.waitFor("Enter PIN"));
    takeAway("contact");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, kFailed) << end.everything();
    EXPECT_EQ(end.failure(), "card.removed");
}

}  // namespace tappay::system_test
